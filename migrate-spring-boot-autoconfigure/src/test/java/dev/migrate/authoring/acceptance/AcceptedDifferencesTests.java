package dev.migrate.authoring.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import dev.migrate.AcceptedDifference;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Replace;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.run.MigrationTarget;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.ChangelogFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptedDifferences}.
 */
class AcceptedDifferencesTests {

	private static final String FILE = "db/changelog/versions-accepted-differences.jsonl";

	private static final QualifiedName BOOK = QualifiedName.of("book");

	private static final QualifiedName SHELF = QualifiedName.of("shelf");

	private static final Column ID = Column.of("id", "integer", false);

	private static final Column SHELF_ID = Column.of("shelf_id", "integer", true);

	private static final ForeignKey KEY = ForeignKey.of("fk", List.of("shelf_id"), SHELF, List.of("id"));

	private static final Change WIDER = new AlterColumn(SHELF, Aspect.TYPE, ID, Column.of("id", "bigint", false));

	private static final Change WIDER_REFERENCE = new AlterColumn(BOOK, Aspect.TYPE, SHELF_ID,
			Column.of("shelf_id", "bigint", true));

	private static final Change RECREATION = Replace.recreate(BOOK, KEY);

	@TempDir
	private Path folder;

	@Test
	void fileIsReadFromJar() throws IOException {
		Path jar = this.folder.resolve("app.jar");
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
			out.putNextEntry(new JarEntry("db/changelog/db.changelog-master.yaml"));
			out.putNextEntry(new JarEntry(FILE));
			out.write(text("old").getBytes(StandardCharsets.UTF_8));
		}
		assertThat(things(read(loader(jar)))).containsExactly("old");
		// Where there are sources, the copy in the jar may be older.
		Files.createDirectories(this.folder.resolve("db/changelog"));
		assertThat(things(read(loader(jar)))).isEmpty();
		Files.writeString(this.folder.resolve(FILE), text("new"));
		assertThat(things(read(loader(jar)))).containsExactly("new");
	}

	@Test
	void recreationIsLeftOutWithAllItsCauses() {
		AcceptedDifferences accepted = accepting(WIDER, RECREATION, WIDER_REFERENCE);
		assertThat(accepted.added()).hasSize(2);
		assertThat(accepted.leaveOut(Changes.of(List.of(WIDER, RECREATION, WIDER_REFERENCE)))).isEmpty();
		assertThat(accepting(WIDER).leaveOut(Changes.of(List.of(WIDER, RECREATION, WIDER_REFERENCE))))
			.containsExactlyInAnyOrder(RECREATION, WIDER_REFERENCE);
		assertThat(accepting(WIDER_REFERENCE).leaveOut(Changes.of(List.of(WIDER, RECREATION, WIDER_REFERENCE))))
			.containsExactlyInAnyOrder(WIDER, RECREATION);
	}

	@Test
	void generationExpressionIsComputedAgainOnlyForOtherDifferences() {
		Column code = Column.of("code", "integer", true).withGeneratedAs(new Expression("shelf_id + 1"));
		AlterColumn drop = new AlterColumn(BOOK, Aspect.FORMULA, code, code.withGeneratedAs(Expression.NONE));
		Changes changes = Changes.of(List.of(drop, WIDER_REFERENCE, drop.reverse()));
		AcceptedDifferences accepted = accepting(drop, WIDER_REFERENCE, drop.reverse());
		assertThat(accepted.added()).extracting(AcceptedDifference::thing).containsExactly("book.shelf_id type");
		assertThat(accepted.leaveOut(changes)).isEmpty();
		assertThat(accepting(WIDER).leaveOut(changes)).hasSize(3);
	}

	@Test
	void whatStaysByAcceptanceKeepsWhatItUses() {
		Drop column = Drop.of(BOOK, SHELF_ID);
		Drop index = Drop.of(BOOK, Index.on("book_shelf", "shelf_id"));
		Schema schema = Schema.EMPTY.withTables(List
			.of(Table.of(BOOK, List.of(ID, SHELF_ID)).withIndexes(List.of(Index.on("book_shelf", "shelf_id")))));
		CurrentSchema current = new CurrentSchema(new PostgresqlDialect(), SchemaScope.of("public", List.of()),
				CatalogSchema.of(schema));
		Ownership all = Ownership.of(List.of()).withRequested(Set.of(column.drops().get(0), index.drops().get(0)));
		Changes changes = Changes.of(List.of(column, index));
		assertThat(read(loader()).propose(all, changes, current).changes()).hasSize(2);
		Proposal proposal = accepting(index).propose(all, changes, current);
		assertThat(proposal.changes()).isEmpty();
		assertThat(proposal.leftAlone()).singleElement()
			.satisfies((left) -> assertThat(left.reason()).isEqualTo("it is still used by index book.book_shelf"));
	}

	@Test
	void differenceIsOutdatedOnlyAfterItsComparison() {
		AcceptedDifferences accepted = read(loader());
		accepted.accept(reported(WIDER), Sides.DATABASE_AND_CHANGELOG);
		accepted.accept(reported(WIDER), Sides.DATABASE_AND_ENTITIES);
		accepted.write();
		AcceptedDifferences again = read(loader());
		assertThat(again.outdated(EnumSet.of(Sides.DATABASE_AND_ENTITIES, Sides.CHANGELOG_AND_ENTITIES))).isEmpty();
		assertThat(again.outdated(EnumSet.allOf(Sides.class))).singleElement()
			.isEqualTo(new AcceptedDifference("shelf.id type", "integer", "bigint", null, ""));
		assertThat(again.leaveOut(Changes.of(List.of(WIDER, Create.of(BOOK, KEY))))).hasSize(1);
		assertThat(again.found()).isOne();
		assertThat(again.outdated(EnumSet.allOf(Sides.class))).isEmpty();
	}

	@Test
	void nameIsThingOrTableOrColumn() {
		AcceptedDifferences accepted = accepting(WIDER, WIDER_REFERENCE, Create.of(BOOK, KEY),
				Create.of(Table.of(QualifiedName.of("book_shelf"), List.of(ID))));
		accepted.forget(List.of("BOOK.shelf_id"));
		assertThat(accepted.removed()).extracting(AcceptedDifference::thing).containsExactly("book.shelf_id type");
		accepted.forget(List.of("shelf.id type", "book"));
		assertThat(accepted.removed()).extracting(AcceptedDifference::thing)
			.containsExactly("book.shelf_id type", "shelf.id type", "book foreign key (shelf_id)");
		assertThat(things(accepted)).isEmpty();
		assertThat(accepted.added()).extracting(AcceptedDifference::thing).containsExactly("book_shelf table");
	}

	private static Proposal reported(Change... changes) {
		return new Proposal(Changes.of(List.of(changes)), List.of());
	}

	private AcceptedDifferences accepting(Change... changes) {
		AcceptedDifferences accepted = read(loader());
		accepted.accept(reported(changes), Sides.DATABASE_AND_ENTITIES);
		return accepted;
	}

	private AcceptedDifferences read(ResourceLoader loader) {
		return AcceptedDifferences.read(ChangelogFiles.of(ChangelogFolder.MASTER, this.folder),
				MigrationTarget.builder("main", new DriverManagerDataSource(), ChangelogFolder.MASTER, loader).build(),
				"h2");
	}

	private static List<String> things(AcceptedDifferences accepted) {
		return accepted.outdated(EnumSet.allOf(Sides.class)).stream().map(AcceptedDifference::thing).toList();
	}

	private static String text(String thing) {
		return """
				{"product": "h2"}
				{"thing": "%s", "database": "1", "entities": "2", "reason": ""}
				""".formatted(thing);
	}

	private ResourceLoader loader() {
		return loader(this.folder);
	}

	private static ResourceLoader loader(Path place) {
		try {
			return new DefaultResourceLoader(new URLClassLoader(new URL[] { place.toUri().toURL() }, null));
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
