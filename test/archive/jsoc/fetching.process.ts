import { fetchAll, fetching } from './fetching.js';

/** A fetch in a process of its own, to be killed: URL FOLDER. */
const [url, folder] = process.argv.slice(2);
await fetchAll(fetching({ url, folder }).task);
