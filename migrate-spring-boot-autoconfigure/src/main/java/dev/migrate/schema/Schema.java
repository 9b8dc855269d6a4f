package dev.migrate.schema;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The tables, sequences and types of one database, in one or several of its schemas.
 *
 * @param schemas the schemas beside the default one that exist (current) or are named
 * (desired)
 * @param tables the tables
 * @param sequences the sequences, including those that belong to columns
 * @param enumTypes the named enumerated types
 * @param omissions what the entities ask for beyond that; never compared
 */
public record Schema(Set<String> schemas, List<Table> tables, List<Sequence> sequences, List<EnumType> enumTypes,
		List<Omission> omissions) {

	/**
	 * An empty schema.
	 */
	public static final Schema EMPTY = new Schema(Set.of(), List.of(), List.of(), List.of());

	public Schema {
		schemas = Collections.unmodifiableSet(new TreeSet<>(schemas));
		tables = List.copyOf(tables);
		sequences = List.copyOf(sequences);
		enumTypes = List.copyOf(enumTypes);
		omissions = List.copyOf(omissions);
	}

	/**
	 * Create a schema that omits nothing.
	 * @param schemas the schemas beside the default one
	 * @param tables the tables
	 * @param sequences the sequences, including those that belong to columns
	 * @param enumTypes the named enumerated types
	 */
	public Schema(Set<String> schemas, List<Table> tables, List<Sequence> sequences, List<EnumType> enumTypes) {
		this(schemas, tables, sequences, enumTypes, List.of());
	}

	/**
	 * Find a table by its name.
	 * @param name the name as the catalog stores it
	 * @return the table, or empty if there is none
	 */
	public Optional<Table> table(QualifiedName name) {
		return this.tables.stream().filter((table) -> table.name().equals(name)).findFirst();
	}

	/**
	 * Return this schema with a function applied to every table.
	 * @param function the function
	 * @return the changed copy
	 */
	public Schema mapTables(UnaryOperator<Table> function) {
		return withTables(this.tables.stream().map(function).toList());
	}

	/**
	 * Return this schema with other tables.
	 * @param tables the tables
	 * @return the changed copy
	 */
	public Schema withTables(List<Table> tables) {
		return new Schema(this.schemas, tables, this.sequences, this.enumTypes, this.omissions);
	}

	/**
	 * Return this schema with other sequences.
	 * @param sequences the sequences
	 * @return the changed copy
	 */
	public Schema withSequences(List<Sequence> sequences) {
		return new Schema(this.schemas, this.tables, sequences, this.enumTypes, this.omissions);
	}

}
