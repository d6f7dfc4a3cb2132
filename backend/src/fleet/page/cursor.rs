//! Where a page begins or ends: the place of its neighbour in the order, written for an address.

use domain::fault::{Fault, FieldError};
use domain::query::Sort;
use serde::{Deserialize, Serialize};

/// The values of a row in the columns of its order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Cursor {
    sort: String,
    pub(super) place: Vec<Value>,
}

/// A value of a column that is sorted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Value {
    Number(i64),
    Text(String),
}

impl Cursor {
    pub(super) fn new(sort: Sort, place: Vec<Value>) -> Self {
        Self { sort: sort.slug(), place }
    }

    /// Hexadecimal, so that no address has to escape it.
    pub(super) fn write(&self) -> Option<String> {
        serde_json::to_vec(self).ok().map(hex::encode)
    }

    /// Reads a cursor of this order, with as many values as the order has columns; the last is the row's number.
    pub(super) fn read(text: &str, field: &str, sort: Sort, columns: usize) -> Result<Self, Fault> {
        let read = hex::decode(text).ok().and_then(|json| serde_json::from_slice::<Self>(&json).ok());
        let fits = |cursor: &Self| {
            cursor.sort == sort.slug()
                && cursor.place.len() == columns
                && matches!(cursor.place.last(), Some(Value::Number(_)))
        };
        read.filter(fits).ok_or_else(|| {
            let message =
                "This address does not say where the page begins in this order: start at the first page.";
            Fault::invalid(vec![FieldError { field: field.to_owned(), message: message.to_owned() }])
        })
    }
}
