using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace ModelGen.Files;

/// <summary>Files that are there as a whole or not at all.</summary>
internal static class ReplacedFile
{
    /// <summary>How long a temporary file that is nobody's has not been written to.</summary>
    internal static readonly TimeSpan LeftoverAge = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Writes a temporary file in the folder of the file, and gives it the file's name, rights, owner and group once all of it is
    /// on the disk. A symbolic link stays, and what it leads to is replaced. A device or a pipe stays too, and is written to.
    /// </summary>
    /// <remarks>What a process has left here that was killed while it wrote the same file is removed.</remarks>
    /// <exception cref="UnauthorizedAccessException">The file's folder is not writable.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        LinuxFile? old = LinuxFile.At(path);
        if (old is { IsRegular: false })
        {
            using FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        string target = TargetOf(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(target) ?? "", prefix = PrefixOf(target);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Could not find the folder of '{target}'.");
        }

        RemoveLeftovers(folder, prefix);
        string temporary = Path.Combine(folder, $"{prefix}{Path.GetRandomFileName()}");
        try
        {
            Replace(target, temporary, old, write);
        }
        catch (UnauthorizedAccessException fault) when (fault.Message.Contains(temporary, StringComparison.Ordinal))
        {
            throw new UnauthorizedAccessException(
                $"Access to the path '{target}' is denied: a new file replaces it, for which its folder '{folder}' must be writable.",
                fault);
        }
        catch (IOException fault) when (fault.Message.Contains(temporary, StringComparison.Ordinal))
        {
            throw new IOException(fault.Message.Replace(temporary, target, StringComparison.Ordinal), fault) { HResult = fault.HResult };
        }
    }

    private static void Replace(string target, string temporary, LinuxFile? old, Action<Stream> write)
    {
        UnixFileMode? rights = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;
        FileStream stream = new(temporary, OptionsFor(rights));
        try
        {
            using (stream)
            {
                write(stream);
                if (rights is { } mode && !OperatingSystem.IsWindows())
                {
                    // The rights first: who gives a file away may no longer set them.
                    File.SetUnixFileMode(stream.SafeFileHandle, mode);
                    old?.GiveOwnerTo(stream.SafeFileHandle);
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

    /// <summary>
    /// Whoever writes a temporary file, in this process or another, has it open, and this cannot be opened alone. Outside Windows a
    /// file is locked a moment after it is there, and who opens it alone locks it for its readers, even if it has got its last name in
    /// between: so what is young is let be.
    /// </summary>
    private static void RemoveLeftovers(string folder, string prefix)
    {
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).GetFiles($"{prefix}*"))
            {
                if (DateTime.UtcNow - file.LastWriteTimeUtc >= LeftoverAge)
                {
                    RemoveUnlessInUse(file.FullName);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed can still be written to.
        }
    }

    private static void RemoveUnlessInUse(string file)
    {
        try
        {
            using FileStream alone = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, in use, or gone.
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
