using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Api;

public sealed class LargeRosterTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_roster_larger_than_servers_take_by_themselves_is_imported()
    {
        await using var story = await TestStory.StartAsync(listen: true);

        using var response = await PostAsync(story, Megabyte * 31, chunked: false);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, (await response.JsonAsync()).GetProperty("added").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_roster_above_the_limit_is_refused_with_what_to_do_whether_its_length_is_said_or_not(bool chunked)
    {
        await using var story = await TestStory.StartAsync();

        using var response = await PostAsync(story, Megabyte * 65, chunked);

        response.AssertRefused(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("balance roster import", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Posts one person and empty lines up to that size.</summary>
    private static async Task<HttpResponseMessage> PostAsync(TestStory story, int size, bool chunked)
    {
        var roster = new byte[size];
        Array.Fill(roster, (byte)'\n');
        Encoding.UTF8.GetBytes("email,team\nanna@example.org,Sales\n", roster);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/roster", UriKind.Relative)) { Content = new ByteArrayContent(roster) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await story.AdministratorTokenAsync());
        request.Headers.TransferEncodingChunked = chunked;
        return await story.Http.SendAsync(request);
    }
}
