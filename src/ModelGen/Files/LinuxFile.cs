using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelGen.Files;

/// <summary>What .NET neither tells of a file nor sets: its kind, owner and group. On Linux only; elsewhere no file is known.</summary>
/// <param name="IsRegular">Whether it is one: no directory, device, pipe or socket.</param>
/// <param name="Owner">The owner's number.</param>
/// <param name="Group">The group's number.</param>
internal readonly partial record struct LinuxFile(bool IsRegular, uint Owner, uint Group)
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>The file that the path leads to, through links as the system follows them; null if none, or unknown.</summary>
    public static LinuxFile? At(string path)
    {
        const int FromWorkingDirectory = -100;
        const uint KindOwnerAndGroup = 0x1 | 0x8 | 0x10;
        const int KindBits = 0xF000, Regular = 0x8000;
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return ReadStatus(FromWorkingDirectory, path, 0, KindOwnerAndGroup, out Status status) == 0
                ? new((status.Mode & KindBits) == Regular, status.Owner, status.Group)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }
    }

    /// <summary>Gives another file this owner and group, or only the group, as far as the process may.</summary>
    public void GiveOwnerTo(SafeFileHandle file)
    {
        if (SetOwner(file, Owner, Group) != 0)
        {
            _ = SetOwner(file, Unchanged, Group);
        }
    }

    // Unlike stat, it has the same form on every processor.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(int directory, string path, int flags, uint wanted, out Status status);

    [LibraryImport("libc", EntryPoint = "fchown")]
    private static partial int SetOwner(SafeFileHandle file, uint owner, uint group);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
