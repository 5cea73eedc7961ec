import { help, type Shared } from "./helper.ts";

self.onmessage = ({ data }: MessageEvent<Shared>) => help(data);
