namespace BalancePipeline.Participants;

/// <summary>How to import a roster.</summary>
/// <param name="DryRun">Say what would be done, and do nothing.</param>
/// <param name="SkipBad">Import the good rows even when others are bad; otherwise all or nothing.</param>
/// <param name="DeactivateMissing">Stop asking people who are not in the roster, and take back their right to read insights. All or nothing, whatever <paramref name="SkipBad"/> says.</param>
public sealed record RosterImportHow(bool DryRun = false, bool SkipBad = false, bool DeactivateMissing = false)
{
    // A single missing quote hides the lines below it: of a file that can't be read in full nobody knows who is not in it.
    internal bool PassesOverBad => SkipBad && !DeactivateMissing;
}

/// <summary>What an import did, or would do.</summary>
public sealed record RosterReport
{
    /// <summary>True when the changes were kept.</summary>
    public bool Applied { get; set; }

    /// <summary>True when bad rows keep everything out; then nothing but these is told, and a dry run is refused as the import would be.</summary>
    public bool Refused { get; private set; }

    /// <summary>Rows read, the header not counted.</summary>
    public int Rows { get; set; }

    /// <summary>New people.</summary>
    public int Added { get; set; }

    /// <summary>People of whom something changed.</summary>
    public int Updated { get; set; }

    /// <summary>People of whom nothing changed.</summary>
    public int Unchanged { get; set; }

    /// <summary>People who had been deactivated and are in the roster again.</summary>
    public int CameBack { get; set; }

    /// <summary>New teams.</summary>
    public int TeamsAdded { get; set; }

    /// <summary>People deactivated because they are not in the roster.</summary>
    public int Deactivated { get; set; }

    /// <summary>People who are not in the roster and had not been deactivated before.</summary>
    public IList<MissingPerson> Missing { get; } = [];

    /// <summary>Rows that can't be imported.</summary>
    public IList<BadRow> BadRows { get; } = [];

    internal RosterReport Refuse()
    {
        (Refused, Added, Updated, Unchanged, CameBack) = (true, 0, 0, 0, 0);
        return this;
    }
}

/// <summary>A person who is not in the roster.</summary>
/// <param name="Id">Identifies the person.</param>
/// <param name="Email">The person's address.</param>
public sealed record MissingPerson(long Id, string Email);

/// <summary>A row that can't be imported.</summary>
/// <param name="Line">Line of the file, the header being line 1.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record BadRow(int Line, string Reason);
