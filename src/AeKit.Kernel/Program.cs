using System.CommandLine;
using System.Text;
using AeKit.Kernel.Commands;

Console.OutputEncoding = Encoding.UTF8;
var aekit = new RootCommand("C# notebooks, in Jupyter and without.") { RunCommand.Create(), ExportCommand.Create(), ExercisesCommand.Create(), GradeCommand.Create(), GradeCommand.CreateForCells(), InstallationCommands.CreateInstall(), InstallationCommands.CreateUninstall(), InstallationCommands.CreateDoctor(), StartCommand.Create() };
return await aekit.Parse(args).InvokeAsync();
