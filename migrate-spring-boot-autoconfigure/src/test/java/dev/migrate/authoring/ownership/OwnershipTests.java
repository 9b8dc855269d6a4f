package dev.migrate.authoring.ownership;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Replace;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.ForeignKey.Deferral;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Ownership}.
 */
class OwnershipTests {

	private static final QualifiedName PRODUCT = QualifiedName.of("product");

	private static final QualifiedName ORDER = QualifiedName.of("purchase");

	private static final Column ID = Column.of("id", "bigint", false);

	private static final Column NAME = Column.of("name", "varchar(255)", true);

	private static final Index BY_NAME = new Index("by_name", List.of(Index.Part.of("name")), false, Expression.NONE,
			null, null);

	@Test
	void managedObjectIsDropped() {
		Table table = product(List.of());
		Changes changes = Changes.of(List.of(Drop.of(table.bare())));
		Ownership.Proposal proposal = owning("table product (id, name)").propose(changes, schema(table));
		assertThat(proposal.changes()).isEqualTo(changes);
		assertThat(proposal.leftAlone()).isEmpty();
	}

	@Test
	void unmanagedObjectsAreReportedInOneLinePerTable() {
		Table table = product(List.of(BY_NAME));
		Changes changes = Changes.of(List.of(Drop.of(PRODUCT, BY_NAME), Drop.of(table.bare())));
		Ownership.Proposal proposal = owning().propose(changes, schema(table));
		assertThat(proposal.changes().isEmpty()).isTrue();
		assertThat(proposal.leftAlone()).singleElement().satisfies((left) -> {
			assertThat(left.change()).isEqualTo(Drop.of(table.bare()));
			assertThat(left.reason()).isEqualTo("no generated changeset created it");
		});
	}

	@Test
	void keptPrimaryKeyKeepsDependentObjects() {
		PrimaryKey key = new PrimaryKey("product_pkey", List.of("id", "name"));
		ForeignKey reference = new ForeignKey("fk", List.of("id"), ORDER, List.of("id"), Action.NO_ACTION,
				Action.NO_ACTION, Deferral.NOT_DEFERRABLE);
		Change drop = Drop.of(PRODUCT, key);
		Change allowNull = new AlterColumn(PRODUCT, AlterColumn.Aspect.NULLABILITY, NAME.withNullable(false), NAME);
		Change unique = Create.of(PRODUCT, new UniqueKey("uk", List.of("name", "id")));
		Change other = Create.of(PRODUCT, new UniqueKey("uk", List.of("name")));
		Changes changes = Changes.of(List.of(Replace.recreate(PRODUCT, reference), drop, allowNull, unique, other));
		CurrentSchema current = schema(Table.of(PRODUCT, List.of(ID, NAME)));
		Ownership.Proposal proposal = owning().propose(changes, current);
		assertThat(proposal.changes().asList()).containsExactly(other);
		assertThat(proposal.leftAlone()).extracting(Ownership.LeftAlone::change, Ownership.LeftAlone::reason)
			.containsExactlyInAnyOrder(tuple(drop, "no generated changeset created it"),
					tuple(allowNull, "it is in a primary key that is left alone"),
					tuple(unique, "a primary key that is left alone has the same columns"));
		assertThat(owning("table product (id, name)").propose(changes, current).changes()).isEqualTo(changes);
	}

	@Test
	void foreignKeyIsReplacedDespiteKeptPrimaryKey() {
		PrimaryKey key = new PrimaryKey("product_pkey", List.of("id", "name"));
		ForeignKey reference = new ForeignKey("fk", List.of("id"), ORDER, List.of("id"), Action.NO_ACTION,
				Action.NO_ACTION, Deferral.NOT_DEFERRABLE);
		Change drop = Drop.of(PRODUCT, key);
		Change type = new AlterColumn(PRODUCT, AlterColumn.Aspect.TYPE, ID, Column.of("id", "integer", false));
		Changes changes = Changes.of(List.of(Replace.recreate(PRODUCT, reference), drop, type));
		Ownership.Proposal proposal = owning().propose(changes, schema(Table.of(PRODUCT, List.of(ID, NAME))));
		assertThat(proposal.changes().asList()).hasSize(2).doesNotContain(drop);
	}

	@Test
	void unmanagedIndexKeepsTableAndAllParts() {
		Table table = product(List.of(BY_NAME));
		Changes changes = Changes.of(List.of(Drop.of(PRODUCT, BY_NAME), Drop.of(table.bare())));
		Ownership.Proposal proposal = owning("table product (id, name)").propose(changes, schema(table));
		assertThat(proposal.changes().isEmpty()).isTrue();
		assertThat(proposal.leftAlone()).singleElement()
			.satisfies((left) -> assertThat(left.reason())
				.isEqualTo("no generated changeset created index product.by_name"));
	}

	@Test
	void unmanagedIndexKeepsColumn() {
		Table table = product(List.of(BY_NAME));
		Changes changes = Changes.of(List.of(Drop.of(PRODUCT, BY_NAME), Drop.of(PRODUCT, NAME)));
		Ownership.Proposal proposal = owning("table product (id, name)").propose(changes, schema(table));
		assertThat(proposal.changes().isEmpty()).isTrue();
		assertThat(proposal.leftAlone()).extracting(Ownership.LeftAlone::reason)
			.containsExactly("no generated changeset created it", "it is still used by index product.by_name");
		assertThat(
				owning("table product (id, name)", "index product.by_name").propose(changes, schema(table)).changes())
			.isEqualTo(changes);
	}

	@Test
	void referencedTableIsKept() {
		ForeignKey key = new ForeignKey("fk", List.of("product_id"), PRODUCT, List.of("id"), Action.NO_ACTION,
				Action.NO_ACTION, Deferral.NOT_DEFERRABLE);
		Table product = product(List.of());
		Table other = new Table(ORDER, List.of(Column.of("product_id", "bigint", true)), null, List.of(), List.of(key),
				List.of(), List.of(), "");
		Changes changes = Changes.of(List.of(Drop.of(product.bare())));
		Ownership owning = owning("table product (id, name)");
		assertThat(owning.propose(changes, schema(product, other)).leftAlone()).singleElement()
			.satisfies((left) -> assertThat(left.reason()).isEqualTo("it is still referenced by table purchase"));
		Changes withKey = Changes.of(List.of(Drop.of(ORDER, key), Drop.of(product.bare())));
		assertThat(
				owning("table product (id, name)", "foreign key purchase.fk").propose(withKey, schema(product, other))
					.changes())
			.isEqualTo(withKey);
		assertThat(owning.propose(withKey, schema(product, other)).changes().isEmpty()).isTrue();
	}

	@Test
	void managedPartIsReplaced() {
		UniqueKey key = new UniqueKey("uk", List.of("name"));
		Changes changes = Changes.of(List.of(new Replace(PRODUCT, key, new UniqueKey("uk", List.of("id", "name")))));
		assertThat(owning("unique key product.uk")
			.propose(changes, schema(product(List.of()).withUniqueKeys(List.of(key))))
			.changes()).isEqualTo(changes);
	}

	@Test
	void unmanagedPartUnderAWantedNameStaysAndTheWantedOneGetsAnotherName() {
		UniqueKey key = new UniqueKey("uk", List.of("name"));
		UniqueKey wanted = new UniqueKey("uk", List.of("id", "name"));
		Changes changes = Changes.of(List.of(new Replace(PRODUCT, key, wanted)));
		Ownership.Proposal proposal = owning().propose(changes,
				schema(product(List.of()).withUniqueKeys(List.of(key))));
		assertThat(proposal.changes().asList()).containsExactly(Create.of(PRODUCT, wanted.withName("uk_2")));
		assertThat(proposal.leftAlone()).singleElement()
			.extracting(Ownership.LeftAlone::change)
			.isEqualTo(Drop.of(PRODUCT, key));
	}

	@Test
	void unmanagedDefaultIsKept() {
		Column with = NAME.withDefaultValue(new Expression("'x'"));
		Change change = new AlterColumn(PRODUCT, AlterColumn.Aspect.DEFAULT, with,
				with.withDefaultValue(Expression.NONE));
		Changes changes = Changes.of(List.of(change));
		CurrentSchema current = schema(product(List.of()));
		assertThat(owning().propose(changes, current).changes().isEmpty()).isTrue();
		assertThat(owning("column product.name").propose(changes, current).changes()).isEqualTo(changes);
	}

	private static Ownership owning(String... marks) {
		return Ownership.of(Arrays.stream(marks)
			.map((mark) -> new Changeset("1", "ada", "v/" + mark, null, false, false, mark, Set.of()))
			.toList());
	}

	private static Table product(List<Index> indexes) {
		return new Table(PRODUCT, List.of(ID, NAME), new PrimaryKey("product_pkey", List.of("id")), List.of(),
				List.of(), indexes, List.of(), "");
	}

	private static CurrentSchema schema(Table... tables) {
		return new CurrentSchema(new PostgresqlDialect(), SchemaScope.of("public", List.of()),
				CatalogSchema.of(Schema.EMPTY.withTables(List.of(tables))));
	}

}
