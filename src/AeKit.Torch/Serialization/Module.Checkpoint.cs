using TorchSharp.Serialization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by name; the tensors are the module's own.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (key, parameter) in named_parameters()) destination.TryAdd(Prefixed(prefix, key), parameter);
                foreach (var (key, buffer) in named_buffers(include_nonpersistent: false)) destination.TryAdd(Prefixed(prefix, key), buffer);
                return destination;
            }

            /// <summary>Copies the values of <paramref name="source"/> into this module; nothing changes if they do not fit.</summary>
            /// <param name="source">Tensors by name.</param>
            /// <param name="strict">Whether missing and unexpected names are an error.</param>
            /// <param name="skip">Names to leave alone.</param>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                skip ??= [];
                var own = state_dict();
                string[] unexpected = [.. source.Keys.Where(k => !skip.Contains(k) && !own.ContainsKey(k))];
                string[] missing = [.. own.Keys.Where(k => !skip.Contains(k) && !source.ContainsKey(k))];
                if (strict && (missing.Length > 0 || unexpected.Length > 0))
                    throw new InvalidOperationException(
                        $"The loaded state_dict is not identical to the target dictionary. Missing: {Listed(missing)}; unexpected: {Listed(unexpected)}.");
                Apply(own, source.Where(s => !skip.Contains(s.Key) && own.ContainsKey(s.Key)), convert: true);
                return (missing, unexpected);
            }

            /// <summary>Stores parameters and buffers in TorchSharp's checkpoint format; the file appears only when complete. Returns this.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                AtomicFile.Write(location, writer => save(writer, skip));
                return this;
            }

            /// <summary>Stores parameters and buffers in TorchSharp's checkpoint format. Returns this.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Stores parameters and buffers in TorchSharp's checkpoint format. Returns this.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            /// <summary>Stores tensors by name in TorchSharp's checkpoint format.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(writer);
                var stored = sd.Where(s => skip is null || !skip.Contains(s.Key)).ToArray();
                Leb128.Write(writer, stored.Length);
                foreach (var (key, tensor) in stored)
                {
                    writer.Write(key);
                    TensorFormat.Write(writer, tensor);
                }
            }

            /// <summary>Restores parameters and buffers from a checkpoint; a file that does not fit, or is truncated, changes nothing. Returns this.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Whether the file must hold exactly this module's names.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Receives each name of the file and whether this module has it.</param>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                AtomicFile.Read(location, reader => Load(reader, strict, skip, loadedParameters, isWhole: true));
                return this;
            }

            /// <summary>Restores parameters and buffers from a stream that <see cref="save(Stream, IList{string})"/> wrote. Returns this.</summary>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Restores parameters and buffers from a stream. Returns this.</summary>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                ArgumentNullException.ThrowIfNull(reader);
                return Load(reader, strict, skip, loadedParameters, isWhole: false);
            }

            private Module Load(BinaryReader reader, bool strict, IList<string>? skip, Dictionary<string, bool>? loadedParameters, bool isWhole)
            {
                skip ??= [];
                var own = state_dict();
                using var scope = NewDisposeScope();
                Dictionary<string, Tensor> stored = [];
                var count = Leb128.Read(reader);
                if (strict && count != own.Count(s => !skip.Contains(s.Key)) && count != own.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {count} entries.");
                for (var i = 0L; i < count; i++)
                {
                    var key = Name.Read(reader);
                    if (strict && !own.ContainsKey(key))
                        throw new ArgumentException($"Mismatched module state names: the target module has no parameter or buffer named '{key}'.");
                    if (stored.ContainsKey(key)) throw new InvalidDataException($"'{key}' appears twice in the stream.");
                    try
                    {
                        stored.Add(key, TensorFormat.Read(reader, skip.Contains(key) ? null : own.GetValueOrDefault(key), key));
                    }
                    catch (EndOfStreamException error)
                    {
                        throw new EndOfStreamException($"The stream ends within tensor '{key}'.", error);
                    }
                    catch (InvalidDataException error)
                    {
                        throw new InvalidDataException($"Tensor '{key}': {error.Message}", error);
                    }
                }
                if (isWhole && reader.BaseStream.Position < reader.BaseStream.Length)
                    throw new InvalidDataException($"The last tensor ends here, but {reader.BaseStream.Length - reader.BaseStream.Position} more bytes follow: this is not a checkpoint, or something was added to it.");
                Apply(own, stored.Where(s => own.ContainsKey(s.Key) && !skip.Contains(s.Key)), convert: false);
                if (loadedParameters is not null)
                    foreach (var key in stored.Keys) loadedParameters[key] = own.ContainsKey(key);
                return this;
            }

            // Everything is checked before anything is changed.
            private static void Apply(Dictionary<string, Tensor> own, IEnumerable<KeyValuePair<string, Tensor>> values, bool convert)
            {
                var all = values.ToArray();
                foreach (var (key, tensor) in all)
                {
                    if (!convert) TensorFormat.RequireFits(tensor, own[key], key);
                    else if (!Tensors.Shape.Same(tensor.Layout.Sizes, own[key].Layout.Sizes))
                        throw new ArgumentException($"Mismatched tensor shapes: '{key}' is {Tensors.Shape.Text(tensor.Layout.Sizes)} in the state_dict and {Tensors.Shape.Text(own[key].Layout.Sizes)} here.");
                }
                using var noGrad = no_grad();
                foreach (var (key, tensor) in all) own[key].copy_(tensor);
            }

            private static string Prefixed(string? prefix, string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";

            private static string Listed(string[] keys) => keys.Length == 0 ? "none" : string.Join(", ", keys);
        }
    }
}
