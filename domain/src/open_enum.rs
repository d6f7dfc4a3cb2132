//! Enumerations that Amazon may extend: an unknown value is carried, never dropped.

/// Declares an enum of wire values with the word a person reads, plus `Other` for what Amazon adds later.
macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $wire:literal, $word:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("`", $wire, "` on the wire.")] $variant,)*
            /// A value this version has no word for; shown as it is.
            Other(String),
        }

        impl $name {
            /// Every value that is known by name, in Amazon's order.
            pub const KNOWN: &[$name] = &[$($name::$variant,)*];

            /// Reads Amazon's spelling; never fails.
            #[must_use]
            pub fn from_wire(wire: &str) -> Self {
                match wire {
                    $($wire => Self::$variant,)*
                    other => Self::Other(other.to_owned()),
                }
            }

            /// Amazon's spelling.
            #[must_use]
            pub fn wire(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Other(other) => other,
                }
            }

            /// The word a person reads; an unknown value reads as Amazon spells it.
            #[must_use]
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Other(other) => other,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.wire())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Ok(Self::from_wire(&<String as serde::Deserialize>::deserialize(from)?))
            }
        }
    };
}

pub(crate) use open_enum;
