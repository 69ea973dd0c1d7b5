using ModelGen.Tool;

return Application.Run(args, Terminal.OfProcess());
