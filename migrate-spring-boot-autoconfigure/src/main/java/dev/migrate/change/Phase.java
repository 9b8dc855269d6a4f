package dev.migrate.change;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * The position of a change among those of the same {@link Unit unit}: an element is
 * dropped before what it depends on is altered, and created afterwards. Between units,
 * the {@link Stage stage} counts first.
 */
public enum Phase {

	RENAME(Stage.EXPAND), DROP_DEPENDENTS(Stage.CONTRACT), CREATE_SCHEMAS(Stage.EXPAND), CREATE_TYPES(Stage.EXPAND),
	CREATE_SEQUENCES(Stage.EXPAND), DROP_FOREIGN_KEYS(Stage.CONTRACT), DROP_KEYS_AND_INDEXES(Stage.CONTRACT),
	DROP_GENERATED(Stage.CONTRACT), STOP_GENERATING(Stage.TIGHTEN), CREATE_TABLES(Stage.EXPAND),
	ADD_COLUMNS(Stage.EXPAND), ALTER(Stage.TIGHTEN), ADD_GENERATED(Stage.TIGHTEN), ADD_KEYS_AND_INDEXES(Stage.TIGHTEN),
	ALLOW_NULL(Stage.CONTRACT), ADD_FOREIGN_KEYS(Stage.TIGHTEN), DROP_COLUMNS(Stage.CONTRACT),
	DROP_TABLES(Stage.CONTRACT), NARROW_TYPES(Stage.CONTRACT), DROP_SEQUENCES(Stage.CONTRACT),
	DROP_TYPES(Stage.CONTRACT), DROP_SCHEMAS(Stage.CONTRACT), CREATE_DEPENDENTS(Stage.CONTRACT);

	private final Stage stage;

	Phase(Stage stage) {
		this.stage = stage;
	}

	/**
	 * Return the stage of a revision in which changes of this phase are carried out,
	 * unless their unit belongs to another one. Dependent objects never decide on it.
	 * @return the stage
	 */
	Stage stage() {
		return this.stage;
	}

	static Phase ofCreate(Element element) {
		return element.accept(new Element.Visitor<>() {

			@Override
			public Phase visit(Namespace schema) {
				return CREATE_SCHEMAS;
			}

			@Override
			public Phase visit(EnumType type) {
				return CREATE_TYPES;
			}

			@Override
			public Phase visit(Sequence sequence) {
				return CREATE_SEQUENCES;
			}

			@Override
			public Phase visit(Table table) {
				return CREATE_TABLES;
			}

			@Override
			public Phase visit(QualifiedName table, Column column) {
				return column.isGenerated() ? ADD_GENERATED : ADD_COLUMNS;
			}

			@Override
			public Phase visit(QualifiedName table, PrimaryKey key) {
				return ADD_KEYS_AND_INDEXES;
			}

			@Override
			public Phase visit(QualifiedName table, UniqueKey key) {
				return ADD_KEYS_AND_INDEXES;
			}

			@Override
			public Phase visit(QualifiedName table, ForeignKey key) {
				return ADD_FOREIGN_KEYS;
			}

			@Override
			public Phase visit(QualifiedName table, Check check) {
				return ADD_KEYS_AND_INDEXES;
			}

			@Override
			public Phase visit(QualifiedName table, Index index) {
				return ADD_KEYS_AND_INDEXES;
			}

			@Override
			public Phase visit(DependentObjects objects) {
				return CREATE_DEPENDENTS;
			}

		});
	}

	static Phase ofDrop(Element element) {
		return switch (ofCreate(element)) {
			case CREATE_SCHEMAS -> DROP_SCHEMAS;
			case CREATE_TYPES -> DROP_TYPES;
			case CREATE_SEQUENCES -> DROP_SEQUENCES;
			case CREATE_TABLES -> DROP_TABLES;
			case ADD_COLUMNS -> DROP_COLUMNS;
			case ADD_GENERATED -> DROP_GENERATED;
			case ADD_FOREIGN_KEYS -> DROP_FOREIGN_KEYS;
			case CREATE_DEPENDENTS -> DROP_DEPENDENTS;
			default -> DROP_KEYS_AND_INDEXES;
		};
	}

}
