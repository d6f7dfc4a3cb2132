//! How many streams may one person keep open?

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::PersonId;

/// A browser keeps one for all of its tabs; a person has a few browsers.
const MOST: usize = 16;

/// How many streams each person keeps open.
pub struct Places {
    open: Mutex<HashMap<PersonId, usize>>,
    most: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self::of(MOST)
    }
}

/// One of a person's streams; dropping it makes room for another.
pub struct Place(Arc<Places>, PersonId);

impl Places {
    /// So many for each person.
    #[must_use]
    pub fn of(most: usize) -> Self {
        Self { open: Mutex::default(), most }
    }

    /// How many are open, everybody's.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

impl Place {
    /// A place for this person, while there is one.
    #[must_use]
    pub fn take(places: &Arc<Places>, person: &PersonId) -> Option<Self> {
        let mut counts = places.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(person.clone()).or_default();
        if *count >= places.most {
            return None;
        }
        *count += 1;
        Some(Self(Arc::clone(places), person.clone()))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_keeps_so_many_streams_and_no_more() {
        let (all, person) = (Arc::<Places>::default(), PersonId::new("p"));
        let mut places: Vec<_> = (0..MOST).map(|_| Place::take(&all, &person).unwrap()).collect();
        assert!(Place::take(&all, &person).is_none());
        assert!(Place::take(&all, &PersonId::new("q")).is_some());
        assert_eq!(all.open(), MOST);
        places.pop();
        assert!(Place::take(&all, &person).is_some());
    }
}
