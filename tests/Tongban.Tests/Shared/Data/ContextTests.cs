using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tongban.Tests.Shared.Data;

public sealed class ContextTests
{
    private const int InMemory = 2;
    private const int SizeOfOne = 10;

    [Fact]
    public async Task A_context_brings_nothing_of_the_application_along_but_its_log()
    {
        await using var app = await TongbanApp.StartAsync();

        var options = await app.WithDbAsync(db => Task.FromResult(db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!));

        Assert.Null(options.ApplicationServiceProvider);
        Assert.Same(app.Services.GetRequiredService<ILoggerFactory>(), options.LoggerFactory);
        if (TestDatabase.PostgresAdmin is null)
        {
            Assert.Equal(InMemory, await app.WithDbAsync(db => db.Database.SqlQuery<int>($"select temp_store as Value from pragma_temp_store").SingleAsync()));
        }
    }

    // EF has room for 512 questions of its own, and the tests of this program ask three times as many.
    [Fact]
    public async Task What_is_compiled_for_a_question_is_kept_though_there_are_two_thousand()
    {
        await using var app = await TongbanApp.StartAsync();
        var compiled = await app.WithDbAsync(db => Task.FromResult(db.GetService<IMemoryCache>()));
        var questions = Enumerable.Range(0, 2000).Select(n => (nameof(ContextTests), n)).ToList();

        questions.ForEach(question => compiled.Set(question, question, new MemoryCacheEntryOptions { Size = SizeOfOne }));

        Assert.Equal(questions.Count, questions.Count(question => compiled.TryGetValue(question, out _)));
        questions.ForEach(question => compiled.Remove(question));
    }
}
