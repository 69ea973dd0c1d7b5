using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>
/// Keeps the assemblies that declarations became from one run of the tests to the next, in the folder that MODELGEN_COMPILED names: the same declarations are
/// tested at every vector width, and generating and compiling them takes most of the time. Without that variable nothing is kept.
/// </summary>
internal static class CompiledImages
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("MODELGEN_COMPILED") is { Length: > 0 } folder
        ? Directory.CreateDirectory(folder).FullName
        : null;

    // The library, the generator, what rewrites its text, the compiler and the runtime.
    private static readonly string Makers = string.Join(
        " ",
        new[] { typeof(ModelAttribute), typeof(ModelGenerator), typeof(CompiledImages), typeof(Compilation) }.Select(t => $"{t.Module.ModuleVersionId}").Append(RuntimeInformation.FrameworkDescription));

    /// <summary>The assembly that exactly these declarations became, or what <paramref name="compile"/> makes of them now.</summary>
    /// <param name="how">All else that it depends on.</param>
    public static byte[] Get(Compilation declarations, string how, Func<byte[]> compile)
    {
        if (Folder is null)
        {
            return compile();
        }

        string path = Path.Combine(Folder, Key(declarations, how));
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }

        byte[] image = compile();
        string written = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(written, image);
        File.Move(written, path, overwrite: true);
        return image;
    }

    private static string Key(Compilation declarations, string how)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in declarations.SyntaxTrees.Select(tree => tree.ToString()).Prepend($"{how} {declarations.Options.CheckOverflow} {Makers}"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
