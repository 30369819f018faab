using System.Net;
using System.Text.Json;
using BalancePipeline.Api;
using BalancePipeline.Insights;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Api;

/// <summary>What is served is described, and what is described is served.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private TestStory _story = null!;

    public async Task InitializeAsync() => _story = await TestStory.StartAsync();

    public async Task DisposeAsync() => await _story.DisposeAsync();

    [Fact]
    public async Task The_description_names_every_endpoint_for_insights_and_no_other()
    {
        using var response = await _story.CallAsync("/api/v1/openapi.json");
        var described = (await response.JsonAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name} {method.Value.GetProperty("operationId").GetString()}"));
        string[] parts = ["teams", "organization", "practices", "audit", "openapi.json"];
        var routes = ApiRegistration.Routes.Where(route => route.Pattern.StartsWith("api/v1/", StringComparison.Ordinal) && parts.Contains(route.Pattern.Split('/')[2]))
            .Select(route => $"{route.Method} /{route.Pattern} {route.Name}");

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_property_that_is_served_is_described()
    {
        using var response = await _story.CallAsync("/api/v1/openapi.json");
        var schemas = (await response.JsonAsync()).GetProperty("components").GetProperty("schemas");
        var weeks = new WrittenWeeks(_story);
        var team = await weeks.TeamAsync("Sales");
        await weeks.WriteAsync(await weeks.PeopleAsync(team, 7), week: 0);
        await weeks.ReleaseAsync(0);
        using var insight = JsonDocument.Parse((await weeks.InsightAsync(team.Id, 0)).ToJson());

        Assert.Empty(Undescribed(insight.RootElement, schemas.GetProperty("Insight"), schemas, "insight"));
        Assert.NotNull(Insight.Parse(schemas.GetProperty("Insight").GetProperty("example").GetRawText()).Withheld);
    }

    [Fact]
    public async Task Every_answer_has_an_example_that_could_have_been_served()
    {
        using var response = await _story.CallAsync("/api/v1/openapi.json");
        var document = await response.JsonAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            var name = operation.Value.GetProperty("operationId").GetString()!;
            if (name is "OpenApi" || !operation.Value.GetProperty("responses").TryGetProperty("200", out var answer)) continue;
            foreach (var content in answer.GetProperty("content").EnumerateObject())
            {
                var examples = content.Value.TryGetProperty("examples", out var several)
                    ? several.EnumerateObject().Select(example => example.Value.GetProperty("value")).ToList()
                    : [content.Value.GetProperty("example")];
                foreach (var example in examples.Where(example => example.ValueKind is JsonValueKind.Object && content.Value.GetProperty("schema").TryGetProperty("$ref", out _)))
                    Assert.Empty(Undescribed(example, content.Value.GetProperty("schema"), schemas, name));
                foreach (var insight in examples.Where(example => example.ValueKind is JsonValueKind.Object && example.TryGetProperty("insights", out _)).SelectMany(example => example.GetProperty("insights").EnumerateArray()))
                    Assert.Equal(JsonSerializer.Serialize(insight), JsonSerializer.Serialize(JsonDocument.Parse(Insight.Parse(insight.GetRawText()).ToJson()).RootElement));
            }
        }
    }

    [Fact]
    public async Task An_etag_is_promised_where_one_is_sent_and_with_it_that_nothing_is_sent_twice()
    {
        var weeks = new WrittenWeeks(_story);
        var team = await weeks.TeamAsync("Sales");
        await weeks.WriteAsync(await weeks.PeopleAsync(team, 7), week: 0);
        await weeks.ReleaseAsync(0);
        var token = await _story.AdministratorTokenAsync();
        using var document = await _story.CallAsync("/api/v1/openapi.json");
        var promised = (await document.JsonAsync()).GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _))
            .ToDictionary(path => path.Name, path => path.Value.GetProperty("get").GetProperty("responses"));
        foreach (var (path, answers) in promised)
        {
            using var response = await _story.CallAsync(path.Replace("{id}", $"{team.Id}", StringComparison.Ordinal), token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal((path, response.Headers.ETag is not null), (path, answers.GetProperty("200").TryGetProperty("headers", out var headers) && headers.TryGetProperty("ETag", out _)));
            Assert.Equal((path, response.Headers.ETag is not null), (path, answers.TryGetProperty("304", out _)));
        }
    }

    private static IEnumerable<string> Undescribed(JsonElement value, JsonElement schema, JsonElement schemas, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference)) schema = schemas.GetProperty(reference.GetString()!.Split('/')[^1]);
        if (value.ValueKind is JsonValueKind.Array) return value.EnumerateArray().SelectMany(item => Undescribed(item, schema.GetProperty("items"), schemas, at + "[]"));
        if (value.ValueKind is not JsonValueKind.Object) return [];
        return value.EnumerateObject().SelectMany(property => schema.GetProperty("properties").TryGetProperty(property.Name, out var described)
            ? Undescribed(property.Value, described, schemas, $"{at}.{property.Name}")
            : [$"{at}.{property.Name}"]);
    }
}
