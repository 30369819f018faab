namespace BalancePipeline.Api.Pages.Insights;

/// <summary>What the sign-in page has to say.</summary>
/// <param name="Return">Where to go afterwards.</param>
public sealed record SignInState(string Return)
{
    /// <summary>A session was there and has ended.</summary>
    public bool Ended { get; init; }

    /// <summary>A token was tried and does not hold.</summary>
    public bool Refused { get; init; }

    /// <summary>What was given for an address is none.</summary>
    public bool BadAddress { get; init; }

    /// <summary>A link was asked for.</summary>
    public bool Mailed { get; init; }

    /// <summary>A link was tried and does not hold.</summary>
    public bool LinkRefused { get; init; }

    /// <summary>The code of the link that was opened, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The page as it is first seen.</summary>
    public static SignInState Open(string destination) => new(destination);
}
