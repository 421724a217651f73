//! The forms of the event file as a JSON Schema, for editors.
//!
//! Draft 7, and of it only what the TOML tools of editors understand: `type`, `properties`, `required`, `enum`,
//! `pattern`, `oneOf` and references.

use serde_json::{Map, Value, json};

use super::forms;
use crate::diag::shape::{Form, Shape};
use crate::diag::source::Dialect;

/// The address of the draft.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Makes the schema of the event file in TOML.
pub fn schema() -> Value {
    let mut definitions = Map::new();
    let root = object(&forms::FILE, &mut definitions);
    let mut schema = Map::new();
    schema.insert("$schema".into(), DRAFT.into());
    schema.insert("title".into(), "demarche event file".into());
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("definitions".into(), definitions.into());
    schema.into()
}

/// Describes a table of a form.
fn object(form: &'static Form, definitions: &mut Map<String, Value>) -> Value {
    let properties: Map<String, Value> = form
        .fields(Dialect::Toml)
        .map(|field| {
            let mut described = value(&field.shape, definitions);
            if let Value::Object(described) = &mut described {
                described.insert("description".into(), field.doc.into());
            }
            (field.name.to_owned(), described)
        })
        .collect();
    let required: Vec<&str> = form
        .fields(Dialect::Toml)
        .filter(|field| field.required)
        .map(|field| field.name)
        .collect();
    let mut object =
        json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        object["required"] = required.into();
    }
    object
}

/// Refers to a form; its definition is made when it is met first.
fn reference(form: &'static Form, definitions: &mut Map<String, Value>) -> Value {
    let name = name(form);
    if !definitions.contains_key(&name) {
        // A form that holds itself would otherwise go on for ever.
        definitions.insert(name.clone(), Value::Null);
        let object = object(form, definitions);
        definitions.insert(name.clone(), object);
    }
    // Keywords beside a reference are not read in this draft.
    json!({"allOf": [{"$ref": format!("#/definitions/{name}")}]})
}

/// Makes a name of the words for a form: `a local time` is `local-time`.
fn name(form: &Form) -> String {
    let words = form.name.trim_start_matches("an ").trim_start_matches("a ");
    words.trim_matches(['[', ']']).replace(' ', "-")
}

fn value(shape: &'static Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Line | Shape::Text => json!({"type": "string"}),
        Shape::Like(_, pattern) => json!({"type": "string", "pattern": pattern}),
        // A date without quotes reaches some editors as a string, others as a type of its own.
        Shape::Date | Shape::Any => json!({}),
        Shape::Word(words) => json!({"type": "string", "enum": words}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Number(from, to) if *to == i64::MAX => json!({"type": "integer", "minimum": from}),
        Shape::Number(from, to) => json!({"type": "integer", "minimum": from, "maximum": to}),
        Shape::List(item) => json!({"type": "array", "items": value(item, definitions)}),
        Shape::Map(item) => {
            json!({"type": "object", "additionalProperties": value(item, definitions)})
        }
        Shape::Table(form) => reference(form, definitions),
        Shape::Either(text, form) => {
            json!({"oneOf": [value(text, definitions), reference(form, definitions)]})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_has_a_definition_and_every_definition_a_reference() {
        let schema = schema();
        let mut found = Vec::new();
        references(&schema, &mut found);
        found.sort_unstable();
        found.dedup();
        let defined = schema["definitions"].as_object().unwrap();
        let mut names: Vec<String> = defined
            .keys()
            .map(|name| format!("#/definitions/{name}"))
            .collect();
        names.sort_unstable();
        assert_eq!(found, names);
        assert!(defined.values().all(Value::is_object));
    }

    #[test]
    fn the_schema_says_what_the_forms_say() {
        let event = &schema()["definitions"]["event"];
        assert_eq!(event["required"], json!(["id", "date", "kind", "title"]));
        assert_eq!(event["properties"]["weight"]["maximum"], 3);
        assert_eq!(event["properties"]["kind"]["enum"][0], "call");
        assert!(
            event["properties"].get("quotes").is_none(),
            "a key of JSON alone"
        );
        assert_eq!(
            event["properties"]["place"]["oneOf"][1]["allOf"][0]["$ref"],
            "#/definitions/place"
        );
    }
}
