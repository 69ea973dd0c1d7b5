using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>
/// Keeps compiled assemblies from one run of the tests to the next, in the folder that MODELGEN_COMPILED names: the same text is tested at every vector width,
/// and compiling it takes most of the time. Without that variable nothing is kept.
/// </summary>
internal static class CompiledImages
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("MODELGEN_COMPILED") is { Length: > 0 } folder
        ? Directory.CreateDirectory(folder).FullName
        : null;

    /// <summary>The assembly that was made of exactly this text, or of what <paramref name="compile"/> makes of it now.</summary>
    public static byte[] Get(Compilation compilation, Func<byte[]> compile)
    {
        if (Folder is null)
        {
            return compile();
        }

        string path = Path.Combine(Folder, Key(compilation));
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

    /// <summary>All that the assembly depends on: the text, the options, the library, the runtime and the compiler.</summary>
    private static string Key(Compilation compilation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in compilation.SyntaxTrees.Select(tree => tree.ToString()).Prepend(
            $"{compilation.Options.CheckOverflow} {typeof(ModelAttribute).Module.ModuleVersionId} {typeof(Compilation).Module.ModuleVersionId} {RuntimeInformation.FrameworkDescription}"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
