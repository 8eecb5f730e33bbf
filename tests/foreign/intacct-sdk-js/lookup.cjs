// Answer for every name below intacct.com with this machine, as an entry in /etc/hosts would, and for no other name.
// Loaded before the client by `node --require`; the package's files stay as published.
"use strict";

const dns = require("node:dns");

const ask = dns.lookup;

dns.lookup = (name, options, answer) => {
    if (typeof options === "function") {
        answer = options;
        options = {};
    }
    if (!/\.intacct\.com\.?$/.test(name)) {
        return ask(name, options, answer);
    }
    const here = { address: "127.0.0.1", family: 4 };
    if (options && options.all) {
        return process.nextTick(answer, null, [here]);
    }
    return process.nextTick(answer, null, here.address, here.family);
};
