using System.Linq;
using System.Threading.Tasks;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>Advice on the code around a model comes only where it is due; where it is, <see cref="DiagnosticTests"/> looks.</summary>
public class UsageTests
{
    public static TheoryData<string> Fine => new(UsageCases.Fine);

    [Theory]
    [MemberData(nameof(Fine))]
    public async Task Right_code_is_not_commented_on(string code) => (await Source.Parse(code).Analyze()).ShouldBeEmpty();

    [Fact]
    public async Task Two_tasks_that_train_one_model_are_both_reported()
    {
        Source source = Source.Parse(UsageCases.All.First(c => c.Id == "MG0104").Markup.Replace("Parallel.For(0, 9, i => [|net.TrainBatch(x, x)|]);",
            "tasks.Add(Task.Run(() => [|net.TrainBatch(x, x)|])); tasks.Add(Task.Run(() => [|net.TrainBatch(x, x)|]));"));
        (await source.Analyze()).Select(d => (d.Id, d.Location.SourceSpan)).ShouldBe(source.Marks.Select(m => ("MG0104", m)));
    }
}
