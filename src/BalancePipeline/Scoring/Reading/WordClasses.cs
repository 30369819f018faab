namespace BalancePipeline.Scoring.Reading;

/// <summary>Classes of words that the clause reader goes by; the words stand in <c>Lexicon.json</c>.</summary>
[Flags]
internal enum WordClasses
{
    None = 0,

    /// <summary>The writer or the writer's team acts: I, we.</summary>
    Self = 1,

    /// <summary>Somebody else acts: she, they, the boss.</summary>
    Other = 1 << 1,

    /// <summary>Nobody acts: nobody, no-one.</summary>
    Nobody = 1 << 2,

    /// <summary>Turns what follows round: not, never, without, failed.</summary>
    Negator = 1 << 3,

    /// <summary>Says that it should be or should have been: should, wish, ought.</summary>
    Wish = 1 << 4,

    /// <summary>Puts it in the future: will, going to, tomorrow.</summary>
    Plan = 1 << 5,

    /// <summary>Makes it a thought only: if, would, might.</summary>
    Hypothetical = 1 << 6,

    /// <summary>Joins clauses: and, but, because.</summary>
    Joint = 1 << 7,

    /// <summary>Turns against what was said: but, however, instead.</summary>
    Contrast = 1 << 8,

    /// <summary>A verb form that needs a subject: was, have, did.</summary>
    Auxiliary = 1 << 9,

    /// <summary>A word for people: colleague, client, team.</summary>
    Person = 1 << 10,

    /// <summary>A word too common to say anything alone.</summary>
    Common = 1 << 11,

    /// <summary>A given name.</summary>
    GivenName = 1 << 12,

    /// <summary>A day or month: capitalised, but no name.</summary>
    Calendar = 1 << 13,

    /// <summary>The object form of the writer or team: me, us.</summary>
    SelfObject = 1 << 14,

    /// <summary>Relative or possessive mark of the writer: my, our.</summary>
    SelfOwned = 1 << 15,

    /// <summary>What machines write: out of office, undeliverable.</summary>
    Automatic = 1 << 16,

    /// <summary>An everyday word of another language, or a word in another script.</summary>
    Foreign = 1 << 17,

    /// <summary>A past form or participle that is not told by its ending: told, gave, spoken.</summary>
    Past = 1 << 18,

    /// <summary>May stand before the verb of a sentence that leaves out its subject: still, finally, also.</summary>
    Lead = 1 << 19,

    /// <summary>With "my" or "our" before it, the writer's own people: team, crew.</summary>
    Team = 1 << 20,

    /// <summary>What others do to the writer when "was" stands before it: asked, told, thanked.</summary>
    Received = 1 << 21,

    /// <summary>With an -ing form after it, it is going on: am, are, been, keep.</summary>
    Present = 1 << 22,

    /// <summary>A phrase that only looks like a negation, a wish or a thought: not only, asked if, the plan.</summary>
    Plain = 1 << 23,

    /// <summary>An act of leaving undone; after another negation it says that it was done: failed, forgot, without.</summary>
    Omission = 1 << 24,

    /// <summary>Joins two acts of the same subject: and, then.</summary>
    Coordinator = 1 << 25,

    /// <summary>Before a day, the day lies ahead: on, by, next.</summary>
    Ahead = 1 << 26,

    /// <summary>Whoever is named after it does not act: with, to, from.</summary>
    Preposition = 1 << 27,

    /// <summary>With a participle after it, somebody else acts: was, were, got.</summary>
    Passive = 1 << 28,

    /// <summary>A word that answers without telling anything: yes, thanks, later.</summary>
    Bare = 1 << 29,

    /// <summary>A word that everyday English does not have.</summary>
    Unknown = 1 << 30,
}
