using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace BalancePipeline.Replies;

/// <summary>Makes the charsets known that mail is written in and .NET leaves out at first.</summary>
internal static class Charsets
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The mail library remembers which charsets are missing when it is first used, so this must come before anything else.")]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
