using System;
using System.IO;
using System.Linq;
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

            // As if a process had been killed here: the same file, open in none.
            string temporary = _folder.GetFiles().Single().FullName;
            File.WriteAllText(temporary + "left", "half");
            File.WriteAllText(At(".other.tmp"), "not ours");

            // Another one saves in the meantime.
            ReplacedFile.Write(path, inner => inner.WriteByte(2));
            Assert.Equal([Path.GetFileName(temporary), ".other.tmp", "model.safetensors"], Names());
            stream.WriteByte(3);
        });
        Assert.Equal([".other.tmp", "model.safetensors"], Names());
        Assert.Equal([1, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void AFailureLeavesTheFileAndNothingElse()
    {
        string path = At("model.safetensors");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => ReplacedFile.Write(path, _ => throw new InvalidOperationException()));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["model.safetensors"], Names());
        Assert.Throws<DirectoryNotFoundException>(() => new FiledPlainly(1).Save(At("none/model.safetensors")));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string[] Names() => [.. _folder.GetFiles("*", SearchOption.AllDirectories).Select(f => f.Name).Order(StringComparer.Ordinal)];
}
