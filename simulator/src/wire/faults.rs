//! What shall go wrong, and with which calls?

use serde::{Deserialize, Deserializer, de::Error};

use super::fault_kinds::FaultKind;
use crate::seeded::Dice;

/// A fault to be met by the calls that match it.
#[derive(Debug, Clone, Deserialize)]
pub struct Fault {
    /// Such as `StopWorkspaces`; any when absent.
    #[serde(default)]
    pub operation: Option<String>,
    /// Twelve digits; any when absent.
    #[serde(default)]
    pub account: Option<String>,
    /// Such as `eu-west-1`; any when absent.
    #[serde(default)]
    pub region: Option<String>,
    /// A WorkSpace that the input names; any input when absent.
    #[serde(default)]
    pub workspace_id: Option<String>,
    /// What goes wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// How many calls meet it; all when absent.
    #[serde(default)]
    pub times: Option<u32>,
    /// Which share of the matching calls meets it, from 0 to 1; all when absent.
    #[serde(default, deserialize_with = "share")]
    pub share: Option<f64>,
}

impl Fault {
    /// A fault of this kind that every call meets, until it is narrowed.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            operation: None,
            account: None,
            region: None,
            workspace_id: None,
            kind,
            times: None,
            share: None,
        }
    }

    fn matches(&self, operation: &str, account: &str, region: &str, input: &str) -> bool {
        let fits = |wish: &Option<String>, fact: &str| wish.as_deref().is_none_or(|w| w == fact);
        let named = |id: &str| input.contains(&format!("\"{id}\""));
        fits(&self.operation, operation)
            && fits(&self.account, account)
            && fits(&self.region, region)
            && self.workspace_id.as_deref().is_none_or(named)
            && self.kind.concerns(operation, named)
            && self.times != Some(0)
    }
}

/// A share, or a sentence for whoever wrote another number.
fn share<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let share = Option::<f64>::deserialize(from)?;
    match share {
        Some(share) if !(0.0..=1.0).contains(&share) => Err(D::Error::custom("a share is from 0 to 1")),
        share => Ok(share),
    }
}

/// The faults that are set, the first that matches first. Which calls a share takes is a function of the seed, of the
/// faults set so far and of the calls since then, so that a run can be repeated.
pub struct Faults {
    seed: u64,
    number: u64,
    set: Vec<(Fault, Dice)>,
}

impl Faults {
    /// Those that are set from the start.
    pub fn new(seed: u64, from_the_start: Vec<Fault>) -> Self {
        let mut faults = Self { seed, number: 0, set: Vec::new() };
        from_the_start.into_iter().for_each(|fault| faults.add(fault));
        faults
    }

    /// Sets one more, or all that a preset stands for: narrowed as it is, each with a share of its own.
    pub fn add(&mut self, fault: Fault) {
        let FaultKind::Preset { name } = &fault.kind else {
            self.number += 1;
            let dice = Dice::new(self.seed, &["fault", &self.number.to_string()]);
            self.set.push((fault, dice));
            return;
        };
        for (kind, share) in name.faults() {
            self.add(Fault { kind, share: Some(share), ..fault.clone() });
        }
    }

    /// Nothing goes wrong any more. The next faults are those of a new run.
    pub fn clear(&mut self) {
        self.set.clear();
        self.number = 0;
    }

    /// How many are set and not used up.
    pub fn len(&self) -> usize {
        self.set.len()
    }

    /// What this call meets, if anything, with dice for what it leaves to chance; it counts as one of its times. `input`
    /// is JSON.
    pub fn meet(
        &mut self,
        operation: &str,
        account: &str,
        region: &str,
        input: &str,
    ) -> Option<(FaultKind, Dice)> {
        self.first(|fault| fault.matches(operation, account, region, input))
    }

    /// For how many milliseconds what this call made can't be described, whatever else it has met.
    pub fn lag(&mut self, operation: &str, account: &str, region: &str) -> Option<u64> {
        let lags = |fault: &Fault| {
            matches!(fault.kind, FaultKind::Lag { .. }) && fault.matches(operation, account, region, "")
        };
        match self.first(lags)? {
            (FaultKind::Lag { ms }, _) => Some(ms),
            _ => None,
        }
    }

    /// The first that fits and whose share falls so; it counts as one of its times.
    fn first(&mut self, fits: impl Fn(&Fault) -> bool) -> Option<(FaultKind, Dice)> {
        let fell = |(fault, dice): &mut (Fault, Dice)| {
            fits(fault) && fault.share.is_none_or(|share| dice.share() < share)
        };
        let at = self.set.iter_mut().position(fell)?;
        let (fault, dice) = &mut self.set[at];
        let met = (fault.kind.clone(), Dice::new(dice.roll(), &[]));
        if let Some(times) = &mut fault.times {
            *times -= 1;
            if *times == 0 {
                self.set.remove(at);
            }
        }
        Some(met)
    }
}
