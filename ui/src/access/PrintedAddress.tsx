import classes from "./SignInPage.module.css";

/** What to look for in the terminal. */
export function PrintedAddress() {
  return (
    <pre className={classes.printed}>
      $ <span className={classes.strong}>sightline server --data runs</span>
      {"\n"}
      {location.origin}/sign-in#token=<span className={classes.token}>…</span>
    </pre>
  );
}
