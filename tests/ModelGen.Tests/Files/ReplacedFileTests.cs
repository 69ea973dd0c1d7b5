using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ModelGen.Files;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Files;

/// <summary>What becomes of the file, the link to it and their folder when something is saved.</summary>
public sealed class ReplacedFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modelgen-replaced");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void LinksStayAndTheirTargetIsReplaced()
    {
        string target = At("there/model.safetensors"), link = At("link"), further = At("further");
        Directory.CreateDirectory(At("there"));
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, Path.Combine("there", "model.safetensors"));
        File.CreateSymbolicLink(further, "link");
        new FiledPlainly(1).Save(further);
        Assert.Equal(Path.Combine("there", "model.safetensors"), File.ResolveLinkTarget(link, false)!.FullName[(_folder.FullName.Length + 1)..]);
        Assert.Equal("link", new FileInfo(further).LinkTarget);
        Assert.Equal(new FiledPlainly(1).Parameters, FiledPlainly.Load(target).Parameters);
        Assert.Equal(["further", "link", "model.safetensors"], Names());
    }

    [Fact]
    public void ALinkToNothingLeadsToTheNewFile()
    {
        File.CreateSymbolicLink(At("link"), "model.safetensors");
        new FiledPlainly(1).Save(At("link"));
        Assert.Equal("model.safetensors", new FileInfo(At("link")).LinkTarget);
        Assert.True(FiledPlainly.TryLoad(At("model.safetensors"), out _));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead)]
    public void RightsStay(UnixFileMode rights)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string path = At("model.safetensors");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, rights);
        UnixFileMode during = default;
        ReplacedFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            during = _folder.GetFiles().Single(f => f.Name != "model.safetensors").UnixFileMode;
        });
        Assert.Equal(rights, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.None, during & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        File.WriteAllText(At("plain"), "");
        new FiledPlainly(1).Save(At("new"));
        Assert.Equal(File.GetUnixFileMode(At("plain")), File.GetUnixFileMode(At("new")));
    }

    [Fact]
    public void NamesMayBeAsLongAsTheFileSystemTakes()
    {
        foreach (string name in (string[])[new('a', 255), new('ä', 127), new('a', 237)])
        {
            new FiledPlainly(1).Save(At(name));
            new FiledPlainly(2).Save(At(name));
            Assert.Equal(new FiledPlainly(2).Parameters, FiledPlainly.Load(At(name)).Parameters);
        }

        Assert.Equal(3, Names().Length);
    }

    [Fact]
    public void WhatAKilledProcessLeftIsRemovedAndWhatOneWritesIsNot()
    {
        string path = At("model.safetensors");
        ReplacedFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            stream.Flush();

            // As if a process had been killed here: the same file, open in none. As old is one that is still written, and one that may be locked in a moment is not.
            string temporary = _folder.GetFiles().Single().FullName;
            File.WriteAllText(temporary + "left", "half");
            File.WriteAllText(temporary + "young", "");
            File.WriteAllText(At(".other.tmp"), "not ours");
            foreach (string old in (string[])[temporary, temporary + "left", At(".other.tmp")])
            {
                File.SetLastWriteTimeUtc(old, DateTime.UtcNow - ReplacedFile.LeftoverAge);
            }

            // Another one saves in the meantime.
            ReplacedFile.Write(path, inner => inner.WriteByte(2));
            Assert.Equal([Path.GetFileName(temporary), Path.GetFileName(temporary) + "young", ".other.tmp", "model.safetensors"], Names());
            File.Delete(temporary + "young");
            stream.WriteByte(3);
        });
        Assert.Equal([".other.tmp", "model.safetensors"], Names());
        Assert.Equal([1, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public async Task SeveralMaySaveToOnePath()
    {
        const int Threads = 4, Times = 200;
        string path = At("model.safetensors");
        FiledPlainly[] models = [.. Enumerable.Range(0, Threads).Select(seed => new FiledPlainly(seed))];
        models[0].Save(path);
        await Task.WhenAll(models.Select(model => Task.Factory.StartNew(Save, model, TaskCreationOptions.LongRunning)));
        IsOneOfThem();
        Assert.Equal(["model.safetensors"], Names());

        void Save(object? model)
        {
            for (int time = 0; time < Times; time++)
            {
                ((FiledPlainly)model!).Save(path);
                IsOneOfThem();
            }
        }

        void IsOneOfThem()
        {
            FiledPlainly loaded = FiledPlainly.Load(path);
            Assert.Contains(models, model => model.Parameters.SequenceEqual(loaded.Parameters));
        }
    }

    [Fact]
    public async Task APipeStaysAndIsWrittenTo()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        string pipe = At("pipe"), link = At("link");
        using (Process make = Process.Start("mkfifo", pipe))
        {
            await make.WaitForExitAsync();
        }

        File.CreateSymbolicLink(link, "pipe");
        using MemoryStream expected = new();
        new FiledPlainly(1).Save(expected);
        foreach (string path in (string[])[pipe, link])
        {
            Task<byte[]> read = Task.Run(() => File.ReadAllBytes(pipe));
            new FiledPlainly(1).Save(path);
            Assert.Equal(expected.ToArray(), await read.WaitAsync(TimeSpan.FromMinutes(1)));
            Assert.False(LinuxFile.At(pipe)!.Value.IsRegular);
        }

        Assert.Equal(["link", "pipe"], Names());
    }

    [Fact]
    public void AFolderIsNotReplaced()
    {
        Directory.CreateDirectory(At("folder"));
        Assert.Contains($"'{At("folder")}'", Assert.Throws<UnauthorizedAccessException>(() => new FiledPlainly(1).Save(At("folder"))).Message);
        Assert.True(Directory.Exists(At("folder")));
    }

    [Fact]
    public void KindsOfFilesAreKnown()
    {
        File.WriteAllText(At("file"), "");
        File.CreateSymbolicLink(At("link"), "file");
        Assert.Equal(OperatingSystem.IsLinux() ? true : null, LinuxFile.At(At("file"))?.IsRegular);
        Assert.Equal(LinuxFile.At(At("file")), LinuxFile.At(At("link")));
        Assert.Equal(OperatingSystem.IsLinux() ? false : null, LinuxFile.At(_folder.FullName)?.IsRegular);
        Assert.Equal(OperatingSystem.IsLinux() ? false : null, LinuxFile.At("/dev/zero")?.IsRegular);
        Assert.Null(LinuxFile.At(At("none")));
    }

    /// <summary>Only root may give a file away; others keep it as their own.</summary>
    [Fact]
    public void OwnerAndGroupStay()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        string path = At("model.safetensors");
        new FiledPlainly(1).Save(path);
        if (Environment.IsPrivilegedProcess)
        {
            using FileStream file = File.OpenWrite(path);
            new LinuxFile(true, 1234, 5678).GiveOwnerTo(file.SafeFileHandle);
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        LinuxFile before = LinuxFile.At(path)!.Value;
        Assert.Equal(Environment.IsPrivilegedProcess, before is { Owner: 1234, Group: 5678 });
        new FiledPlainly(2).Save(path);
        Assert.Equal(before, LinuxFile.At(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
    }

    /// <summary>The message is about the user's file, and says what is wrong with its folder.</summary>
    [Fact]
    public void AFolderThatIsNotWritableIsNamed()
    {
        string path = At("model.safetensors"), folder = _folder.FullName;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(path, "old");
        if (Environment.IsPrivilegedProcess)
        {
            // Root may write to all but what the system keeps.
            (path, folder) = ("/sys/model.safetensors", "/sys");
        }
        else
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Exception? fault = Record.Exception(() => new FiledPlainly(1).Save(path));
        if (!Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Contains($"'{path}'", fault!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".modelgen-", fault.Message, StringComparison.Ordinal);
        Assert.Contains(".modelgen-", fault.InnerException!.Message, StringComparison.Ordinal);
        if (fault is UnauthorizedAccessException)
        {
            Assert.Contains($"its folder '{folder}' must be writable", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AFailureLeavesTheFileAndNothingElse()
    {
        string path = At("model.safetensors");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => ReplacedFile.Write(path, _ => throw new InvalidOperationException()));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["model.safetensors"], Names());
        string missing = Assert.Throws<DirectoryNotFoundException>(() => new FiledPlainly(1).Save(At("none/model.safetensors"))).Message;
        Assert.Contains(At("none/model.safetensors"), missing, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string[] Names() => [.. _folder.GetFiles("*", SearchOption.AllDirectories).Select(f => f.Name).Order(StringComparer.Ordinal)];
}
