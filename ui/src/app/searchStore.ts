import { createSpotlight } from "@mantine/spotlight";

/** Whether the search is open, and which of its lines is chosen. */
export const [searchStore, searchDialog] = createSpotlight();
