namespace BalancePipeline.Cli.Demo;

/// <summary>A made-up company that builds and installs heat pumps: some 120 people, one team too small to be shown.</summary>
internal static class DemoOrganization
{
    private static readonly string[] FirstNames =
    [
        "Ada", "Amir", "Anouk", "Asha", "Bastien", "Bea", "Bram", "Carlos", "Chidi", "Chloe", "Dagmar", "Davide", "Edith", "Elif", "Emeka",
        "Esther", "Farid", "Femke", "Finn", "Gita", "Greta", "Hamid", "Hana", "Henrik", "Ines", "Ivo", "Jana", "Jonas", "Kamila", "Kofi",
        "Lars", "Leila", "Lucia", "Mads", "Maren", "Mateo", "Mei", "Milan", "Nadia", "Nils", "Noor", "Olga", "Oskar", "Paula", "Pia",
        "Rafael", "Ravi", "Rosa", "Samir", "Selma", "Sven", "Tara", "Teodor", "Uma", "Vera", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe",
    ];

    private static readonly string[] LastNames = ["Acheson", "Berger", "Castellan", "Dahlberg", "Ekwueme", "Farrow", "Grigorian", "Holm", "Ibarra"];

    /// <summary>The teams, how many people each has, where they are, and how much each leans to results and to relationships.</summary>
    internal static IReadOnlyList<DemoTeam> Teams { get; } =
    [
        new("Engineering/Platform", 16, "Europe/Berlin", Results: .65, Relationships: .35, Drift: .03),
        new("Engineering/Product", 18, "Europe/Berlin", Results: .55, Relationships: .55, Drift: 0),
        new("Engineering/Test bench", 3, "Europe/Berlin", Results: .6, Relationships: .4, Drift: 0),
        new("Operations/Field service", 24, "Europe/Madrid", Results: .75, Relationships: .3, Drift: -.02),
        new("Operations/Warehouse", 14, "Europe/Madrid", Results: .45, Relationships: .5, Drift: .01),
        new("Customers/Support", 17, "Europe/London", Results: .4, Relationships: .75, Drift: .01),
        new("Customers/Sales", 15, "America/New_York", Results: .7, Relationships: .6, Drift: -.02),
        new("People and finance", 12, "Europe/London", Results: .45, Relationships: .6, Drift: .02),
    ];

    private static string Everything => string.Join('|', Teams.Select(team => team.Path.Split('/')[0]).Distinct());

    /// <summary>The address of the person who leads everybody.</summary>
    internal static string Leader => Address(0);

    /// <summary>The company as a roster; each team's first person leads it, the very first everybody.</summary>
    internal static string Roster()
    {
        var people = Teams.SelectMany(team => Enumerable.Range(0, team.Size).Select(index => (Team: team, Leads: index == 0)));
        var rows = people.Select((person, index) => string.Join(',',
            Address(index), Name(index), person.Team.Path, person.Team.TimeZone, Days(index), index % 2 == 0 ? "09:00" : "14:30",
            index == 0 ? Everything : person.Leads ? person.Team.Path : "", "en"));
        return "email,name,team,time_zone,days,local_time,leader_of,locale\n" + string.Join('\n', rows);
    }

    private static string Name(int index) => $"{FirstNames[index % FirstNames.Length]} {LastNames[index / FirstNames.Length + index % 3 * 3]}";

    private static string Address(int index) => Name(index).ToLowerInvariant().Replace(' ', '.') + "@heatpumps.example";

    private static string Days(int index) => (index % 3) switch { 0 => "mon thu", 1 => "tue fri", _ => "wed" };
}

/// <summary>A team of the made-up company.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Size">People in it.</param>
/// <param name="TimeZone">Where it works.</param>
/// <param name="Results">How likely a reply is about results, 0 to 1.</param>
/// <param name="Relationships">How likely a reply is about relationships, 0 to 1.</param>
/// <param name="Drift">What each week adds to the second and takes from the first.</param>
internal sealed record DemoTeam(string Path, int Size, string TimeZone, double Results, double Relationships, double Drift);
