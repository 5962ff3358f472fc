import ReactMarkdown from "react-markdown";
import classes from "./Markdown.module.css";

/** Markdown without HTML and without pictures from elsewhere. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.text}>
      <ReactMarkdown disallowedElements={["img"]}>{text}</ReactMarkdown>
    </div>
  );
}
