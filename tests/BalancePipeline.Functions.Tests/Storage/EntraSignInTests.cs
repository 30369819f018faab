using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Core;
using BalancePipeline.Functions.Storage;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BalancePipeline.Functions.Tests.Storage;

public sealed class EntraSignInTests
{
    [Theory]
    [InlineData("true", "token of the identity")]
    [InlineData("false", "written down")]
    public async Task PostgreSql_is_signed_in_to_with_a_token_where_it_is_set_and_else_with_the_password(string setting, string expected)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var asked = PasswordAsync(server);
        using var app = FunctionApp.Build(
            new Dictionary<string, string?>
            {
                [EntraSignIn.Setting] = setting,
                ["Storage:ConnectionString"] =
                    $"Host=127.0.0.1;Port={((IPEndPoint)server.LocalEndpoint).Port};Database=balance;Username=app;SSL Mode=Disable;GSS Encryption Mode=Disable"
                    + (setting == "true" ? "" : ";Password=written down"),
            },
            services => services.Replace(ServiceDescriptor.Singleton<TokenCredential>(new FixedToken("token of the identity"))));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.OpenConnectionAsync());

        Assert.Equal(expected, await asked);
    }

    /// <summary>Greets a client as PostgreSQL does, asks for its password in clear text, and hangs up.</summary>
    private static async Task<string> PasswordAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        await ReadAsync(stream);
        byte[] authenticationCleartextPassword = [(byte)'R', 0, 0, 0, 8, 0, 0, 0, 3];
        await stream.WriteAsync(authenticationCleartextPassword);
        await stream.ReadExactlyAsync(new byte[1]);
        return Encoding.UTF8.GetString(await ReadAsync(stream)).TrimEnd('\0');
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await stream.ReadExactlyAsync(body);
        return body;
    }

    private sealed class FixedToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
