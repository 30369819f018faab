using System.Text;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Storage;

/// <summary>Names tables and columns as SQL writes them, so that the migrations read naturally.</summary>
internal static class SnakeCase
{
    internal static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(Name(entity.GetTableName()!));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Name(property.Name));
        }
    }

    private static string Name(string pascal)
    {
        var name = new StringBuilder(pascal.Length + 4);
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
