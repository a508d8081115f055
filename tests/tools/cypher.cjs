// Reads a file of Cypher statements with Neo4j's own grammar, and checks what they make.
//   node cypher.cjs WEB FILE EDGES
// WEB is the folder with node_modules, EDGES how many relationships there must be.

const fs = require("fs");
const [web, file, edges] = process.argv.slice(2);
const { CypherLexer, CypherParser } = require(`${web}/node_modules/@neo4j-cypher/antlr4`);
const { CommonTokenStream, InputStream, error } = require(`${web}/node_modules/antlr4`).default;

class Strict extends error.ErrorListener {
  syntaxError(recognizer, symbol, line, column, message) {
    throw new Error(`${file}:${line}:${column}: ${message}`);
  }
}

function parsed(statements) {
  const lexer = new CypherLexer(new InputStream(statements));
  const parser = new CypherParser(new CommonTokenStream(lexer));
  for (const part of [lexer, parser]) {
    part.removeErrorListeners();
    part.addErrorListener(new Strict());
  }
  return { tree: parser.cypher(), rules: parser.ruleNames };
}

// How many nodes and relationships the MERGE clauses of a tree make.
function count({ tree, rules }) {
  const merged = { nodes: 0, relationships: 0 };
  const visit = (node, inside) => {
    const rule = rules[node.ruleIndex];
    inside ||= rule === "mergeClause";
    if (inside && rule === "nodePattern" && node.getText().includes(":")) ++merged.nodes;
    if (inside && rule === "relationshipPattern") ++merged.relationships;
    for (const child of node.children ?? []) visit(child, inside);
  };
  visit(tree, false);
  return merged;
}

// The grammar is older than the form that Neo4j 5 wants of a constraint.
const statements = fs.readFileSync(file, "utf8").replace(/^CREATE CONSTRAINT .* IS UNIQUE;\n/, "").trimEnd();
const merged = count(parsed(statements));
if (merged.relationships !== Number(edges)) throw new Error(`${merged.relationships} relationships instead of ${edges}`);
if (merged.nodes < 2) throw new Error(`only ${merged.nodes} nodes`);
console.log(merged);
