using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen --version</c>: the version of this program, whoever runs it.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
        return ExitCode.Good;
    }
}
