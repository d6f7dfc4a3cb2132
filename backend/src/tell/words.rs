//! What does a person read in a message?

use domain::jobs::StepState;

use super::Message;

/// `Job 7 has ended: Stop 3 WorkSpaces`.
pub(super) fn headline(message: &Message) -> String {
    let Message { job, event, facts, .. } = message;
    plain(&format!("Job {job} {}: {}", event.words(), facts.title))
}

/// The headline, who asked for it and how its rows stand, and the way to its page.
pub(super) fn text(message: &Message, link: Option<&str>) -> String {
    let mut lines = vec![headline(message), plain(&format!("By {}. {}.", message.facts.by, counts(message)))];
    lines.extend(link.map(str::to_owned));
    lines.join("\n")
}

/// `2 done, 1 refused`, in the order of a step's life; states that share a word are one.
fn counts(message: &Message) -> String {
    let mut words: Vec<(&str, i64)> = Vec::new();
    for state in StepState::ALL {
        let count = message.facts.counts.get(state.slug()).copied().unwrap_or_default();
        match words.iter_mut().find(|(word, _)| *word == state.word()) {
            Some(entry) => entry.1 += count,
            None => words.push((state.word(), count)),
        }
    }
    let words = words.into_iter().filter(|(_, count)| *count > 0);
    words.map(|(word, count)| format!("{count} {}", word.to_lowercase())).collect::<Vec<_>>().join(", ")
}

/// One line: names come from elsewhere, and no break in one may begin a line or a header of its own.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
