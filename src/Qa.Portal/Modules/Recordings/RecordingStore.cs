using Qa.Portal.Platform.Files;

namespace Qa.Portal.Modules.Recordings;

/// <summary>The originals of recordings, each once, named by its hash.</summary>
internal sealed class RecordingStore(FileStoreSettings settings) : FileStore(settings);
