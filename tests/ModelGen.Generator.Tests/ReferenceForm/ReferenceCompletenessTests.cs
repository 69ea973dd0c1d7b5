using System;
using System.Linq;
using ModelGen.Generator.Emission.ReferenceForm;
using ModelGen.Generator.Graph;
using Xunit;

namespace ModelGen.Generator.Tests.ReferenceForm;

/// <summary>Every kind of op has its loops in the reference form, but that of streams: these are held to the whole sequence.</summary>
public sealed class ReferenceCompletenessTests
{
    [Fact]
    public void Every_op_has_loops() =>
        Assert.Equal(Enum.GetValues<OpKind>().Order(), ReferenceNestEmitter.Cores.Append(OpKind.Map).Append(OpKind.Reshape).Append(OpKind.Delay).Order());
}
