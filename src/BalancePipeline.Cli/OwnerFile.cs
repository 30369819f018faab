namespace BalancePipeline.Cli;

/// <summary>Files that nobody but their owner may read: keys, and what people wrote.</summary>
internal static class OwnerFile
{
    /// <summary>Makes a file. One that is there already would keep the rights that others have to it, and is left alone.</summary>
    /// <exception cref="IOException">There is such a file.</exception>
    internal static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
