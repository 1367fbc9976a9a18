// Found through NODE_PATH: the packages lie among the downloaded tools.
const js = require("@eslint/js");
const globals = require("globals");

module.exports = [
    js.configs.recommended,
    {
        languageOptions: {
            sourceType: "module",
            ecmaVersion: 2024,
            globals: { ...globals.browser, odoo: "readonly", owl: "readonly", luxon: "readonly" },
        },
    },
];
