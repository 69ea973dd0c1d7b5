using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace ModelGen.Files;

/// <summary>Files that are there as a whole or not at all.</summary>
internal static class ReplacedFile
{
    /// <summary>
    /// Writes a temporary file in the folder of the file, and gives it the file's name and rights once all of it is on the disk. A symbolic link stays, and what
    /// it leads to is replaced.
    /// </summary>
    /// <remarks>What a process has left here that was killed while it wrote the same file is removed.</remarks>
    public static void Write(string path, Action<Stream> write)
    {
        string target = TargetOf(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(target) ?? "", prefix = PrefixOf(target);
        RemoveLeftovers(folder, prefix);
        UnixFileMode? rights = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;
        string temporary = Path.Combine(folder, $"{prefix}{Path.GetRandomFileName()}");
        FileStream stream = new(temporary, OptionsFor(rights));
        try
        {
            using (stream)
            {
                write(stream);
                if (rights is { } mode && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, mode);
                }

                stream.Flush(flushToDisk: true);

                // Before it is closed, so that nobody takes it for a leftover.
                File.Move(temporary, target, overwrite: true);
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>What begins the names of the file's temporary files: short, since a name may be as long as the file system allows.</summary>
    private static string PrefixOf(string target)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target)));
        return $".modelgen-{Convert.ToHexStringLower(hash, 0, 8)}-";
    }

    /// <summary>Whoever writes a temporary file has it open, and this cannot be opened alone.</summary>
    private static void RemoveLeftovers(string folder, string prefix)
    {
        foreach (string file in Directory.GetFiles(folder, $"{prefix}*"))
        {
            try
            {
                using FileStream alone = new(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or in use.
            }
        }
    }

    /// <summary>Nobody else may read it before it has the rights of the file that it replaces.</summary>
    private static FileStreamOptions OptionsFor(UnixFileMode? rights)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete };
        if (rights is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
