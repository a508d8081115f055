// Checks a file of FollowTheMoney entities with that project's own model: schemas, properties, what they may refer to.
//   node follow_the_money.cjs WEB FILE
// WEB is the folder with node_modules.

const fs = require("fs");
const [web, file] = process.argv.slice(2);
const library = `${web}/node_modules/@alephdata/followthemoney`;
const { Model } = require(library);
const model = new Model(require(`${library}/dist/defaultModel.json`));

const entities = fs.readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const known = new Map(entities.map((entity) => [entity.id, entity]));

function check(entity) {
  const schema = model.getSchema(entity.schema);
  const fail = (why) => { throw new Error(`${entity.schema} ${entity.id}: ${why}`); };
  if (schema.abstract) fail("is of an abstract schema");
  if (!/^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$/.test(entity.id)) fail("has an id that is none");
  for (const name of schema.required ?? []) if (!entity.properties[name]) fail(`lacks ${name}`);
  for (const [name, values] of Object.entries(entity.properties)) {
    const property = schema.getProperty(name); // throws for one that the schema doesn't have
    for (const value of values) {
      if (typeof value !== "string" || !value) fail(`${name} has an empty value`);
      if (property.type.name === "country" && !property.type.values.has(value)) fail(`${name}: ${value} is no country`);
      if (property.type.name !== "entity") continue;
      const other = known.get(value);
      if (!other) fail(`${name}: there is no ${value}`);
      if (!model.getSchema(other.schema).isA(property.getRange())) fail(`${name} may not be a ${other.schema}`);
    }
  }
}

if (known.size !== entities.length) throw new Error("two entities have one id");
entities.forEach(check);
console.log(`${entities.length} entities`);
