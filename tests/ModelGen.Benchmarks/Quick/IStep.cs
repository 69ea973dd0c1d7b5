namespace Benchmarks.Quick;

/// <summary>What is timed. Implemented by structs, so that the timer's loop calls it directly.</summary>
internal interface IStep
{
    void Run();
}
