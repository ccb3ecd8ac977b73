// The search program of sites whose archive is on a search server.
import { answer } from "./messages.mjs";
import { Server } from "./server.mjs";

answer((root) => new Server(root));
