using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Tool.Compiling;
using Xunit;

namespace ModelGen.Tool.Tests;

/// <summary>
/// What <c>docs/tool.md</c> shows is what the commands write. A page that differs is written as <c>tool.received.md</c> beside the tests'
/// assembly. A line of «…» stands for any lines, and how much memory a plan takes may change.
/// </summary>
public sealed class DocumentTests : Workspace
{
    [Fact]
    public void The_page_shows_what_the_commands_write()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tool.md"));
        Write("Networks.cs", "using ModelGen;\n\nnamespace Demo;\n\n" + Regex.Match(Regex.Replace(page, "<!--.*?-->", "", RegexOptions.Singleline), "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);
        Write("Wrong.cs", File.ReadAllText(At("Networks.cs")).Replace("[Conv2D(6, 5,", "[Conv2D(6, 35,"));
        WriteWeights();
        int calls = 0;
        string received = Regex.Replace(page, "```console\n\\$ modelgen ([^\n]*)\n(.*?)```", block =>
        {
            calls++;
            string output = Call(block.Groups[1].Value), shown = block.Groups[2].Value;
            string pattern = Regex.Replace(Regex.Escape(shown).Replace("…\\n", "(.*\\n)*?"), @"Memory:.*?\\\.\\n", memory => Regex.Replace(memory.Value, "[0-9][0-9,]*", "[0-9,]+"));
            return Regex.IsMatch(output, $"^{pattern}$") ? block.Value : $"```console\n$ modelgen {block.Groups[1].Value}\n{output}```";
        }, RegexOptions.Singleline);
        if (received != page)
        {
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "tool.received.md"), received);
        }

        Assert.Equal(page, received);
        Assert.True(calls >= 6, $"{calls} commands");
    }

    /// <summary>Runs a command in the folder, as far as anyone can see.</summary>
    private string Call(string command)
    {
        Ending ending = Run(100, false, [.. command.Split(' ').Select(word => Regex.IsMatch(word, @"\.(cs|safetensors|svg|onnx)$|^generated$") ? At(word) : word)]);
        string code = ending.ExitCode == 0 ? "" : $"(exit code {ending.ExitCode})\n";
        return Regex.Replace((ending.Output + ending.Error).Replace(Folder + Path.DirectorySeparatorChar, ""), " +\n", "\n") + code;
    }

    private void WriteWeights()
    {
        DeclaredModel model = ModelSources.Read([At("Networks.cs")], "Xor", new Terminal(Console.Out, Console.Error, null, false)).Models.Single();
        using MemoryStream image = new();
        CSharpCompilation code = UserCompilation.OfGenerated(model.Compile().Sources.Select(s => (s.HintName, s.Text)));
        Assert.True(code.Emit(image).Success);
        MethodInfo write = typeof(DocumentTests).GetMethod(nameof(WriteWeightsOf), BindingFlags.NonPublic | BindingFlags.Static)!;
        write.MakeGenericMethod(Assembly.Load(image.ToArray()).GetType(model.FullName)!, typeof(float)).Invoke(null, [At("before.safetensors"), At("after.safetensors")]);
    }

    private static void WriteWeightsOf<TSelf, T>(string before, string after)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TSelf model = TSelf.Create(seed: 1);
        model.Save(before);
        model.SetParameter("dense2.bias", [T.CreateChecked(0.0625)]);
        model.Save(after);
    }
}
