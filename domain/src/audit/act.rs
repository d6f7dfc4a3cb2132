//! What can be done that is no row of a job, and what is everything called?

use crate::fleet::Action;
use crate::jobs::Kind;
use crate::resource::Verb;

/// Something that is done to the console itself, or to a job as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Somebody came in.
    SignIn,
    /// Somebody left.
    SignOut,
    /// A session was ended from another one.
    EndSession,
    /// All sessions of a person were ended, or all but the one that this was asked in.
    EndSessions,
    /// A job was told to send nothing more for now.
    PauseJob,
    /// A job was told to go on.
    ResumeJob,
    /// What a job had paused itself for was agreed to.
    ApproveJob,
    /// What a job had not sent was taken back.
    CancelJob,
    /// What ended badly was planned again.
    RetryJob,
    /// A region that failed was asked again before its time.
    TryScope,
    /// A view was kept.
    SaveView,
    /// A view was named anew, or shared, or not shared any more.
    ChangeView,
    /// A view was made to show something else.
    OverwriteView,
    /// A view was deleted.
    RemoveView,
    /// The view was chosen that somebody's fleet begins with.
    StartView,
}

impl Act {
    /// Every act, in the order of the filter.
    pub const ALL: &[Act] = &[
        Self::SignIn,
        Self::SignOut,
        Self::EndSession,
        Self::EndSessions,
        Self::PauseJob,
        Self::ResumeJob,
        Self::ApproveJob,
        Self::CancelJob,
        Self::RetryJob,
        Self::TryScope,
        Self::SaveView,
        Self::ChangeView,
        Self::OverwriteView,
        Self::RemoveView,
        Self::StartView,
    ];

    /// The spelling in addresses and in the database: no job's kind has the same.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignOut => "sign-out",
            Self::EndSession => "session-end",
            Self::EndSessions => "sessions-end",
            Self::PauseJob => "job-pause",
            Self::ResumeJob => "job-resume",
            Self::ApproveJob => "job-approve",
            Self::CancelJob => "job-cancel",
            Self::RetryJob => "job-retry",
            Self::TryScope => "region-try",
            Self::SaveView => "view-save",
            Self::ChangeView => "view-change",
            Self::OverwriteView => "view-overwrite",
            Self::RemoveView => "view-remove",
            Self::StartView => "view-start",
        }
    }

    /// What a person reads.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SignIn => "Sign in",
            Self::SignOut => "Sign out",
            Self::EndSession => "End a session",
            Self::EndSessions => "End all sessions",
            Self::PauseJob => "Pause a job",
            Self::ResumeJob => "Let a job go on",
            Self::ApproveJob => "Approve a job",
            Self::CancelJob => "Cancel the rest of a job",
            Self::RetryJob => "Plan again what failed",
            Self::TryScope => "Ask a region again",
            Self::SaveView => "Keep a view",
            Self::ChangeView => "Rename or share a view",
            Self::OverwriteView => "Change what a view shows",
            Self::RemoveView => "Delete a view",
            Self::StartView => "Choose the view to begin with",
        }
    }
}

/// What was done, in words; what this version does not know, as it is spelled.
#[must_use]
pub fn words(slug: &str) -> String {
    if let Some(act) = Act::ALL.iter().find(|act| act.slug() == slug) {
        return act.words().to_owned();
    }
    Kind::from_slug(slug).map_or_else(|| slug.to_owned(), |kind| kind.title(1))
}

/// All that can be done, each by its slug and in words.
#[must_use]
pub fn all_words() -> Vec<(&'static str, String)> {
    let acts = Act::ALL.iter().map(|act| (act.slug(), act.words().to_owned()));
    let kinds = Action::ALL.iter().map(|action| Kind::Act(*action));
    let kinds = kinds.chain([Kind::Create, Kind::Standby]).chain(Verb::all().map(Kind::Order));
    kinds.map(|kind| (kind.slug(), kind.title(1))).chain(acts).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everything_has_a_slug_and_words_of_its_own() {
        let all = all_words();
        let slugs: BTreeSet<_> = all.iter().map(|(slug, _)| *slug).collect();
        assert_eq!(slugs.len(), all.len());
        for (slug, said) in &all {
            assert_eq!(words(slug), *said);
        }
        assert_eq!(words("of-another-version"), "of-another-version");
    }
}
