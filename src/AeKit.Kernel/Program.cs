using System.CommandLine;
using AeKit.Kernel.Commands;

var aekit = new RootCommand("C# notebooks without Jupyter.") { RunCommand.Create() };
return await aekit.Parse(args).InvokeAsync();
