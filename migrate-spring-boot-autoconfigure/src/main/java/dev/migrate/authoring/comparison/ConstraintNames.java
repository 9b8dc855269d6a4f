package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.ConstraintNamer;
import dev.migrate.ConstraintNamer.Kind;
import dev.migrate.ConstraintNamer.Unnamed;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Naming;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Names the constraints and indexes that the entities do not name: as the database does,
 * if it already has them, otherwise as the {@link ConstraintNamer} does.
 */
final class ConstraintNames {

	private final CurrentSchema current;

	private final ConstraintNamer namer;

	private final Naming naming;

	private final Identifiers identifiers;

	/**
	 * The names in use, by schema. Products that distinguish upper and lower case are
	 * treated like the others.
	 */
	private final Map<String, Set<String>> taken = new HashMap<>();

	/**
	 * The names of the constraints and indexes of the database, to be used once each.
	 */
	private final Map<Place, List<String>> existing = new HashMap<>();

	private ConstraintNames(CurrentSchema current, ConstraintNamer namer) {
		this.current = current;
		this.namer = namer;
		this.naming = current.dialect().naming();
		this.identifiers = current.dialect().ddl().identifiers();
	}

	/**
	 * Name the constraints and indexes of a schema.
	 * @param entities the schema of the entities
	 * @param current the current schema
	 * @param namer chooses the names of new objects
	 * @return the schema, in which every constraint and index has a name
	 */
	static Schema complete(Schema entities, CurrentSchema current, ConstraintNamer namer) {
		return new ConstraintNames(current, namer).complete(entities);
	}

	private Schema complete(Schema entities) {
		Schema live = this.current.schema();
		live.tables().forEach(this::take);
		live.sequences().forEach((sequence) -> take(sequence.name(), sequence.name().name()));
		live.tables().forEach(this::remember);
		entities.tables().forEach(this::take);
		entities.sequences().forEach((sequence) -> take(sequence.name(), sequence.name().name()));
		return entities.mapTables(this::complete);
	}

	private void take(Table table) {
		QualifiedName name = table.name();
		take(name, name.name());
		if (table.primaryKey() != null) {
			take(name, table.primaryKey().name());
		}
		table.uniqueKeys().forEach((key) -> take(name, key.name()));
		table.foreignKeys().forEach((key) -> take(name, key.name()));
		table.checks().forEach((check) -> take(name, check.name()));
		table.indexes().forEach((index) -> take(name, index.name()));
	}

	private void remember(Table table) {
		QualifiedName name = table.name();
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey != null) {
			remember(new Place(Kind.PRIMARY_KEY, name, primaryKey.columns()), primaryKey.name());
		}
		table.uniqueKeys().forEach((key) -> remember(new Place(Kind.UNIQUE_KEY, name, key.columns()), key.name()));
		table.foreignKeys().forEach((key) -> remember(new Place(Kind.FOREIGN_KEY, name, key.columns()), key.name()));
		table.checks().forEach((check) -> remember(new Place(Kind.CHECK, name, columnsOf(table, check)), check.name()));
		table.indexes()
			.stream()
			.filter(Index::isPlain)
			// Some products have unique indexes instead of unique constraints.
			.forEach((index) -> remember(
					new Place(index.unique() ? Kind.UNIQUE_KEY : Kind.INDEX, name, columnsOf(index)), index.name()));
	}

	private void remember(Place place, String name) {
		this.existing.computeIfAbsent(place, (key) -> new ArrayList<>()).add(name);
	}

	private Table complete(Table table) {
		PrimaryKey primaryKey = table.primaryKey();
		return table
			.withPrimaryKey((primaryKey != null && primaryKey.name().isEmpty())
					? new PrimaryKey(name(Kind.PRIMARY_KEY, table, primaryKey.columns(), null), primaryKey.columns())
					: primaryKey)
			.withUniqueKeys(table.uniqueKeys().stream().map((key) -> complete(table, key)).toList())
			.withForeignKeys(table.foreignKeys().stream().map((key) -> complete(table, key)).toList())
			.withIndexes(table.indexes().stream().map((index) -> complete(table, index)).toList())
			.withChecks(table.checks().stream().map((check) -> complete(table, check)).toList());
	}

	private UniqueKey complete(Table table, UniqueKey key) {
		return key.name().isEmpty()
				? new UniqueKey(name(Kind.UNIQUE_KEY, table, key.columns(), null), key.columns(), key.definition())
				: key;
	}

	private ForeignKey complete(Table table, ForeignKey key) {
		return key.name().isEmpty()
				? key.withName(name(Kind.FOREIGN_KEY, table, key.columns(), key.referencedTable().name())) : key;
	}

	private Index complete(Table table, Index index) {
		Kind kind = (index.unique() && index.isPlain()) ? Kind.UNIQUE_KEY : Kind.INDEX;
		return index.name().isEmpty() ? index.withName(name(kind, table, columnsOf(index), null)) : index;
	}

	private Check complete(Table table, Check check) {
		return check.name().isEmpty() ? check.withName(name(Kind.CHECK, table, columnsOf(table, check), null)) : check;
	}

	private static List<String> columnsOf(Table table, Check check) {
		return table.columns().stream().map(Column::name).filter(check::dependsOn).toList();
	}

	private static List<String> columnsOf(Index index) {
		return index.parts()
			.stream()
			.map((part) -> (part.column() != null) ? part.column() : part.expression().sql())
			.toList();
	}

	private String name(Kind kind, Table table, List<String> columns, @Nullable String referencedTable) {
		QualifiedName inScope = inScope(table.name());
		List<String> known = this.existing.getOrDefault(new Place(kind, inScope, columns), List.of());
		if (!known.isEmpty()) {
			return known.remove(0);
		}
		String name = this.identifiers
			.folded(this.namer.name(new Unnamed(kind, this.identifiers.unquoted(table.name().name()),
					columns.stream().map(this.identifiers::unquoted).toList(),
					(referencedTable != null) ? this.identifiers.unquoted(referencedTable) : null)));
		String chosen = this.naming.fits(name) ? name : withHash(name, name);
		if (isTaken(inScope, chosen)) {
			chosen = withHash(name, name + kind + columns + referencedTable);
		}
		for (int i = 1; isTaken(inScope, chosen); i++) {
			chosen = withHash(name, name + kind + columns + referencedTable + i);
		}
		take(inScope, chosen);
		return chosen;
	}

	private String withHash(String name, String text) {
		String hash = "_" + Integer.toHexString(text.hashCode());
		String suffix = name.equals(name.toUpperCase(Locale.ROOT)) ? hash.toUpperCase(Locale.ROOT) : hash;
		return this.naming.append(name, suffix);
	}

	private void take(QualifiedName place, String name) {
		names(place).add(name);
	}

	private boolean isTaken(QualifiedName place, String name) {
		return names(place).contains(name);
	}

	private Set<String> names(QualifiedName place) {
		String schema = inScope(place).schema();
		return this.taken.computeIfAbsent((schema != null) ? schema : "",
				(key) -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER));
	}

	private QualifiedName inScope(QualifiedName name) {
		String schema = this.current.scope().defaultSchema();
		return schema.equals(name.schema()) ? QualifiedName.of(name.name()) : name;
	}

	/**
	 * The identity of a constraint or index that has no name.
	 */
	private record Place(Kind kind, QualifiedName table, List<String> columns) {

	}

}
