//! Whatever comes in, is there always an answer, and always a well-formed one?
//!
//! Some hundred cases, always the same; `SOAK=100000` tries that many, other ones each time.

use std::time::Duration;

use ciborium::Value as Cbor;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::common::{ACCOUNT, REGION, Raw, World, exchange, send_and_end, signed};
use crate::inputs;

/// Longer than any answer takes: a case that hangs fails instead of standing still.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs a property against one simulator, which must be sound to the end.
fn check<S: Strategy>(strategy: &S, property: &impl AsyncFn(&World, S::Value) -> Result<(), TestCaseError>) {
    #[expect(clippy::disallowed_methods, reason = "how long to try is no configuration of the product")]
    let soak = std::env::var("SOAK").ok().and_then(|cases| cases.parse().ok());
    let config = Config { cases: soak.unwrap_or(200), failure_persistence: None, ..Config::default() };
    let mut runner = match soak {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let runtime = Runtime::new().unwrap();
    let world = runtime.block_on(World::of(40));
    let outcome = runner.run(strategy, |case| {
        runtime.block_on(async {
            let within = tokio::time::timeout(PATIENCE, property(&world, case)).await;
            within.map_err(|_| TestCaseError::fail("no answer"))?
        })
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    runtime.block_on(world.stop());
}

async fn json_call(world: &World, target: &str, body: &[u8]) -> Option<Raw> {
    let headers = [
        ("content-type", "application/x-amz-json-1.1".to_owned()),
        ("x-amz-target", target.to_owned()),
        ("authorization", signed(ACCOUNT, REGION)),
    ];
    exchange(world.sim(), "POST", "/", &headers, body).await
}

async fn cbor_call(world: &World, operation: &str, body: &[u8]) -> Option<Raw> {
    let headers = [
        ("content-type", "application/cbor".to_owned()),
        ("smithy-protocol", "rpc-v2-cbor".to_owned()),
        ("authorization", signed(ACCOUNT, REGION)),
    ];
    let path = format!("/service/WorkspacesService/operation/{operation}");
    exchange(world.sim(), "POST", &path, &headers, body).await
}

/// The error's code, or none for a success; the answer is well-formed either way.
fn sound(answer: Option<Raw>) -> Result<Option<String>, TestCaseError> {
    let answer = answer.ok_or_else(|| TestCaseError::fail("the connection was closed"))?;
    prop_assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string()));
    prop_assert!(answer.header("x-amzn-requestid").is_some());
    let body: Value = match answer.header("content-type").as_deref() {
        Some("application/cbor") => {
            let value: Cbor = ciborium::from_reader(answer.body.as_slice())
                .map_err(|error| TestCaseError::fail(error.to_string()))?;
            // Blobs and tags are not JSON's; what is looked at below is text.
            value.deserialized().unwrap_or_else(|_| json!({}))
        }
        _ => serde_json::from_slice(&answer.body).map_err(|error| TestCaseError::fail(error.to_string()))?,
    };
    prop_assert!(body.is_object());
    if answer.status == 200 {
        return Ok(None);
    }
    prop_assert!(answer.status == 400 || answer.status == 404, "{} {}", answer.status, body);
    let code =
        body["__type"].as_str().and_then(|code| code.rsplit('#').next()).unwrap_or_default().to_owned();
    prop_assert!(code.ends_with("Exception"), "{}", body);
    prop_assert!(body["message"].is_string());
    Ok(Some(code))
}

fn operation() -> impl Strategy<Value = String> {
    select(inputs::operations())
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[test]
fn any_bytes_on_the_port() {
    check(&vec(any::<u8>(), 0..400), &async |world, bytes| {
        if let Some(answer) = send_and_end(world.sim(), &bytes).await {
            prop_assert!((200..500).contains(&answer.status));
        }
        Ok(())
    });
}

#[test]
fn any_bytes_as_a_body() {
    check(&(operation(), vec(any::<u8>(), 0..400)), &async |world, (operation, bytes)| {
        sound(json_call(world, &format!("WorkspacesService.{operation}"), &bytes).await)?;
        sound(cbor_call(world, &operation, &bytes).await)?;
        Ok(())
    });
}

#[test]
fn any_target_and_any_credential() {
    let header = || "[ -~]{0,80}";
    check(&(header(), header(), header()), &async |world, (target, authorization, date)| {
        let headers = [("x-amz-target", target), ("authorization", authorization), ("x-amz-date", date)];
        sound(exchange(world.sim(), "POST", "/", &headers, b"{}").await)?;
        Ok(())
    });
}

#[test]
fn any_json_as_an_input() {
    check(&(operation(), any_json()), &async |world, (operation, input)| {
        let body = input.to_string();
        sound(json_call(world, &format!("WorkspacesService.{operation}"), body.as_bytes()).await)?;
        let mut body = Vec::new();
        ciborium::into_writer(&input, &mut body).map_err(|error| TestCaseError::fail(error.to_string()))?;
        sound(cbor_call(world, &operation, &body).await)?;
        Ok(())
    });
}

#[test]
fn any_json_in_one_place_of_a_valid_input() {
    let case = (operation(), any::<bool>(), any::<Index>(), any_json());
    check(&case, &async |world, (operation, all, place, odd)| {
        let mut input = if all { inputs::full(&operation) } else { inputs::minimal(&operation) };
        let places = places(&input, "");
        *input.pointer_mut(&places[place.index(places.len())]).unwrap() = odd;
        let body = input.to_string();
        sound(json_call(world, &format!("WorkspacesService.{operation}"), body.as_bytes()).await)?;
        let mut body = Vec::new();
        ciborium::into_writer(&input, &mut body).map_err(|error| TestCaseError::fail(error.to_string()))?;
        sound(cbor_call(world, &operation, &body).await)?;
        Ok(())
    });
}

#[test]
fn a_valid_input_with_one_limit_broken_is_a_validation_error() {
    let broken = inputs::operations().into_iter().flat_map(|operation| {
        let full = inputs::full(&operation);
        let name = inputs::input(&operation);
        let found = breaks(name, &full, "");
        found.into_iter().map(move |(place, odd)| (operation.clone(), place, odd)).collect::<Vec<_>>()
    });
    check(&select(broken.collect::<Vec<_>>()), &async |world, (operation, place, odd)| {
        let mut input = inputs::full(&operation);
        *input.pointer_mut(&place).unwrap() = odd;
        let target = format!("WorkspacesService.{operation}");
        let code = sound(json_call(world, &target, input.to_string().as_bytes()).await)?;
        prop_assert_eq!(code.as_deref(), Some("ValidationException"), "{} {}", operation, place);
        Ok(())
    });
}

/// The places of a value, as pointers.
fn places(value: &Value, at: &str) -> Vec<String> {
    let mut found = vec![at.to_owned()];
    match value {
        Value::Array(items) => {
            let inner = items.iter().enumerate();
            found.extend(inner.flat_map(|(number, item)| places(item, &format!("{at}/{number}"))));
        }
        Value::Object(map) => {
            found.extend(map.iter().flat_map(|(name, item)| places(item, &format!("{at}/{name}"))));
        }
        _ => {}
    }
    found
}

/// Places of an input, each with a value that breaks one limit of the model there.
fn breaks(name: &str, value: &Value, at: &str) -> Vec<(String, Value)> {
    let shape = inputs::shape(name);
    let reference = |member: &Value| member["shape"].as_str().unwrap().to_owned();
    let (min, max) = (shape["min"].as_u64(), shape["max"].as_u64());
    let mut found = Vec::new();
    let mut put = |odd: Value| found.push((at.to_owned(), odd));
    match value {
        Value::String(text) if shape["type"] == "string" => {
            max.filter(|max| *max < 10_000)
                .into_iter()
                .for_each(|max| put(json!("x".repeat(max as usize + 1))));
            min.filter(|min| *min > 0).into_iter().for_each(|_| put(json!("")));
            if shape["enum"].is_array() {
                put(json!(format!("{text}_NOT")));
            }
        }
        Value::Number(_) if shape["type"] == "integer" => {
            max.into_iter().for_each(|max| put(json!(max + 1)));
            min.into_iter().for_each(|min| put(json!(min as i64 - 1)));
        }
        Value::Array(items) => {
            put(json!([null]));
            max.into_iter().for_each(|max| put(json!(vec![items[0].clone(); max as usize + 1])));
            min.filter(|min| *min > 0).into_iter().for_each(|_| put(json!([])));
            found.extend(breaks(&reference(&shape["member"]), &items[0], &format!("{at}/0")));
        }
        Value::Object(map) if shape["type"] == "structure" => {
            for (member, inner) in map {
                let place = format!("{at}/{member}");
                found.extend(breaks(&reference(&shape["members"][member]), inner, &place));
                if shape["required"].as_array().is_some_and(|names| names.contains(&json!(member))) {
                    found.push((place, Value::Null));
                }
            }
        }
        _ => {}
    }
    found
}
