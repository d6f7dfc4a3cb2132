//! Which rows are on the page, and what has changed of them? Rows never move by themselves.
//!
//! News change cells where they are. When the order or the membership of the page would change, rows stay and the
//! page offers to refresh; only what comes after the last row is let in, since nothing moves for it.

use std::collections::{HashMap, HashSet};

use domain::ids::WorkspaceKey;
use domain::query::FleetPage;
use domain::workspace::WorkSpace;
use leptos::prelude::*;

/// One row: its cells change, its place does not.
#[derive(Clone)]
pub struct Row {
    /// Which WorkSpace.
    pub key: WorkspaceKey,
    /// What is known of it.
    pub data: ArcRwSignal<WorkSpace>,
    /// Whether it belongs to the page no more.
    pub is_gone: ArcRwSignal<bool>,
}

impl Row {
    fn new(workspace: WorkSpace) -> Self {
        Self {
            key: workspace.key.clone(),
            data: ArcRwSignal::new(workspace),
            is_gone: ArcRwSignal::new(false),
        }
    }
}

/// The rows of a page, and which of them are selected.
#[derive(Clone, Copy)]
pub struct Rows {
    all: RwSignal<Vec<Row>>,
    selected: RwSignal<HashSet<WorkspaceKey>>,
    waiting: RwSignal<Option<FleetPage>>,
    is_adopted: RwSignal<bool>,
}

impl Rows {
    /// The rows of this page.
    pub fn new(page: FleetPage) -> Self {
        Self {
            all: RwSignal::new(page.rows.into_iter().map(Row::new).collect()),
            selected: RwSignal::new(HashSet::new()),
            waiting: RwSignal::new(None),
            is_adopted: RwSignal::new(false),
        }
    }

    /// Takes over what was ticked before the scripts came.
    pub fn adopt(&self, ticked: impl Iterator<Item = WorkspaceKey>) {
        self.selected.update(|selected| selected.extend(ticked));
        self.is_adopted.set(true);
    }

    /// Whether the row's box is ticked; nothing before [`Self::adopt`], so that drawing does not untick it.
    pub fn ticked(&self, key: &WorkspaceKey) -> Option<bool> {
        self.is_adopted.get().then(|| self.has(key))
    }

    /// Every row.
    pub fn all(&self) -> Vec<Row> {
        self.all.get()
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.all.with(Vec::len)
    }

    /// Whether this one is selected.
    pub fn has(&self, key: &WorkspaceKey) -> bool {
        self.selected.with(|selected| selected.contains(key))
    }

    /// How many are selected.
    pub fn count_selected(&self) -> usize {
        self.selected.with(HashSet::len)
    }

    /// What is known of those that are selected.
    pub fn selected(&self) -> Vec<WorkSpace> {
        self.selected.with(|selected| {
            let rows = self.all.get().into_iter().filter(|row| selected.contains(&row.key));
            rows.map(|row| row.data.get()).collect()
        })
    }

    /// Selects a row, or lets it go.
    pub fn select(&self, key: &WorkspaceKey, on: bool) {
        self.selected.update(|selected| {
            if on {
                selected.insert(key.clone())
            } else {
                selected.remove(key)
            };
        });
    }

    /// Selects every row of the page, or none.
    pub fn select_page(&self, on: bool) {
        let keys = if on { self.all.get_untracked() } else { Vec::new() };
        self.selected.set(keys.into_iter().map(|row| row.key).collect());
    }

    /// Takes in what the server says of this page now.
    pub fn learn(&self, fresh: FleetPage) {
        let known: HashMap<&WorkspaceKey, &WorkSpace> =
            fresh.rows.iter().map(|row| (&row.key, row)).collect();
        let shown = self.all.get_untracked();
        for row in &shown {
            let news = known.get(&row.key).copied();
            if let Some(news) = news.filter(|news| row.data.with_untracked(|data| data != *news)) {
                row.data.set(news.clone());
            }
            if row.is_gone.get_untracked() != news.is_none() {
                row.is_gone.set(news.is_none());
            }
        }
        let stays =
            shown.iter().map(|row| &row.key).eq(fresh.rows.iter().map(|row| &row.key).take(shown.len()));
        if stays {
            let come = fresh.rows.into_iter().skip(shown.len()).map(Row::new);
            let come: Vec<Row> = come.collect();
            if !come.is_empty() {
                self.all.update(|all| all.extend(come));
            }
            self.waiting.set(None);
        } else {
            self.waiting.set(Some(fresh));
        }
    }

    /// How many changes of order and membership wait to be let in.
    pub fn moved(&self) -> usize {
        let all = self.all.get();
        self.waiting.with(|waiting| {
            let Some(waiting) = waiting else { return 0 };
            let shown: HashSet<&WorkspaceKey> = all.iter().map(|row| &row.key).collect();
            let fresh: HashSet<&WorkspaceKey> = waiting.rows.iter().map(|row| &row.key).collect();
            let changes = shown.symmetric_difference(&fresh).count();
            let places = all.iter().zip(&waiting.rows).filter(|(row, new)| row.key != new.key).count();
            if changes > 0 { changes } else { places }
        })
    }

    /// Lets them in.
    pub fn refresh(&self) {
        let Some(fresh) = self.waiting.get_untracked() else { return };
        let mut shown: HashMap<WorkspaceKey, Row> =
            self.all.get_untracked().into_iter().map(|row| (row.key.clone(), row)).collect();
        let rows: Vec<Row> = fresh
            .rows
            .into_iter()
            .map(|workspace| shown.remove(&workspace.key).unwrap_or_else(|| Row::new(workspace)))
            .collect();
        // What is not on the page any more cannot be seen, so it is not selected either.
        self.selected.update(|selected| selected.retain(|key| rows.iter().any(|row| row.key == *key)));
        self.all.set(rows);
        self.waiting.set(None);
    }
}
