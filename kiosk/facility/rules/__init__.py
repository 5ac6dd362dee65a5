"""The rules of payment as functions over dated tables; what no source gives is not known."""
