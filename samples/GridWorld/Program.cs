using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Samples;
using Samples.GridWorld;

const string Help = """
    Learns the way to a goal in a grid, by deep Q-learning and by a policy gradient, once for each of several seeds.

    GridWorld [--seeds N] [--seed N] [--out FOLDER]

      --seeds  how often each learns anew; 10 unless given
      --seed   the first of the seeds; 1 unless given
      --out    where learning.svg and policy.svg go; beside the program unless given

    The exit code is 1 if a learner finds the best policy with fewer than nine in ten of the seeds.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int seeds = line.Integer("--seeds", otherwise: 10, minimum: 1);
    int first = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder pictures = new(line);
    line.End();

    double optimum = Returns.Mean(Returns.Optimal());
    Console.WriteLine($"mean return of the best policy {optimum:F4}");
    List<Course> deepQ = Learn("deep Q", DeepQ.Steps, seed => new DeepQ(seed).Train);
    List<Course> policyGradient = Learn("policy gradient", PolicyGradient.Steps, seed => new PolicyGradient(seed).Train);

    pictures.Write("learning.svg", LearningPicture.Draw("A way to the goal", optimum, deepQ, policyGradient));
    string policies = PolicyPicture.Draw(
        "What they learnt with the first seed", ("deep Q", deepQ[0].Policy), ("policy gradient", policyGradient[0].Policy));
    pictures.Write("policy.svg", policies);
    (int q, int p) = (deepQ.Count(Reached), policyGradient.Count(Reached));
    Console.WriteLine($"the optimal return with {q} of {seeds} seeds by deep Q, {p} of {seeds} by policy gradient");
    return Math.Min(q, p) >= 0.9 * seeds ? Sample.Success : Sample.Failure;

    bool Reached(Course course) => course.Last >= optimum - 1e-9;

    List<Course> Learn(string name, int steps, Func<int, Func<int, CancellationToken, Course>> learner)
    {
        List<Course> courses = [];
        long start = Stopwatch.GetTimestamp();
        for (int seed = first; seed < first + seeds; seed++)
        {
            courses.Add(learner(seed)(steps, cancellation));
            string missed = Reached(courses[^1]) ? "" : "   not the best";
            Console.WriteLine($"{name,-15}  seed {seed,2}   mean return {courses[^1].Last:F4}{missed}");
        }

        Console.WriteLine($"{name}: {seeds} trainings of {steps:N0} steps in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        return courses;
    }
});
