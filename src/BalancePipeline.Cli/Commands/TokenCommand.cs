using System.CommandLine;
using BalancePipeline.Access;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance token</c>: access tokens for the API and the pages.</summary>
internal static class TokenCommand
{
    // A hundred years: who wants more wants a token without an end.
    private const int MostDays = 36_500;

    internal static Command Create() => new("token", "Access tokens for the API and the pages.") { CreateCreate(), CreateList(), CreateRevoke() };

    private static Command CreateCreate()
    {
        var data = HostOptions.Data();
        var name = new Option<string>("--name") { Description = "What it is for.", DefaultValueFactory = _ => "from the command line" };
        var teams = new Option<string[]>("--team") { Description = "A team that may be read with all below it, by path; may be repeated." };
        var administrator = new Option<bool>("--administrator") { Description = "May read every team and run the product." };
        var days = new Option<int?>("--days") { Description = "Expires after this many days; without it the token is valid until it is revoked." };
        var command = new Command("create", "Make a token and show it this once.") { data, name, teams, administrator, days };
        command.SetAction((call, cancellationToken) => CreateAsync(
            call.GetRequiredValue(data), call.GetRequiredValue(name), call.GetValue(teams) ?? [], call.GetValue(administrator), call.GetValue(days), cancellationToken));
        return command;
    }

    private static Command CreateList()
    {
        var data = HostOptions.Data();
        var command = new Command("list", "List the tokens; never what they are.") { data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            await using var db = await app.Services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync(cancellationToken);
            await foreach (var token in db.AccessTokens.AsNoTracking().Where(token => !token.IsSession).OrderBy(token => token.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
                Console.WriteLine($"{token.Id}\t{token.Role}\t{(token.RevokedAt is not null ? "revoked" : token.ExpiresAt is { } end ? $"until {end:yyyy-MM-dd}" : "no end")}\t{token.Name}");
            return 0;
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var data = HostOptions.Data();
        var id = new Argument<long>("id") { Description = "The token's number, as 'balance token list' shows it." };
        var command = new Command("revoke", "Withdraw a token; it stops working at once.") { data, id };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var number = call.GetRequiredValue(id);
            if (!await app.Services.GetRequiredService<AccessTokens>().RevokeAsync(number, cancellationToken)) throw new CommandException($"There is no token {number} that still works.");
            Console.WriteLine($"Token {number} is revoked.");
            return 0;
        });
        return command;
    }

    private static async Task<int> CreateAsync(
        DirectoryInfo data, string name, string[] teams, bool administrator, int? days, CancellationToken cancellationToken)
    {
        if (administrator == teams.Length > 0) throw new CommandException("Give either --team (one or more) or --administrator.");
        if (days is < 1 or > MostDays) throw new CommandException($"--days must be from 1 to {MostDays}; without it the token is valid until it is revoked.");
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        var token = await app.Services.GetRequiredService<AccessTokens>().CreateAsync(
            name,
            administrator ? AccessRole.Administrator : AccessRole.Leader,
            await FindAsync(app.Services, teams, cancellationToken),
            days is { } count ? TimeSpan.FromDays(count) : null,
            cancellationToken);
        Console.WriteLine(token);
        return 0;
    }

    private static async Task<IReadOnlyList<long>> FindAsync(IServiceProvider services, string[] paths, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync(cancellationToken);
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(team => team.Path, team => team.Id, StringComparer.OrdinalIgnoreCase, cancellationToken);
        return [.. paths.Select(path => teams.TryGetValue(path.Trim(), out var id)
            ? id
            : throw new CommandException($"There is no team '{path}'. Teams are named by their path, e.g. 'Engineering/Platform'."))];
    }
}
